package dev.webrtclab.mediapeer.worker.source.ffmpeg;

/** Time that one call may take. Its first step is always allowed, so that every call gets on. */
final class Budget {
    private final long startNanos = System.nanoTime();
    private final long nanos;
    private boolean begun;

    /** A budget that begins now. */
    Budget(long nanos) {
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
        return System.nanoTime() - startNanos > nanos;
    }
}
