package dev.webrtclab.mediapeer.worker.source.ffmpeg;

import java.util.function.LongSupplier;

/** Time that one call may take. Its first step is always allowed, so that every call gets on. */
final class Budget {
    private final LongSupplier clock;
    private final long startNanos;
    private final long nanos;
    private boolean begun;

    /**
     * A budget that begins now.
     *
     * @param clock the machine's time, ns
     */
    Budget(long nanos, LongSupplier clock) {
        this.clock = clock;
        this.startNanos = clock.getAsLong();
        this.nanos = nanos;
    }

    /** Whether there is time for one more step. */
    boolean allows() {
        if (!begun) {
            begun = true;
            return true;
        }
        return !isSpent();
    }

    /** Whether the time is over. */
    boolean isSpent() {
        return clock.getAsLong() - startNanos > nanos;
    }
}
