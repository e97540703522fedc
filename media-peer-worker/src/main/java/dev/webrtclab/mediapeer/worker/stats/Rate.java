package dev.webrtclab.mediapeer.worker.stats;

import org.jspecify.annotations.Nullable;

/** Bits per second from a counter of bytes. A counter that starts anew gives no rate once. */
public final class Rate {
    private @Nullable Reading last;

    private record Reading(long bytes, long nanos) {}

    /** A rate without readings. */
    public Rate() {}

    /** Takes a reading; answers the rate since the one before, {@code null} when there is none. */
    public @Nullable Double next(long bytes, long nowNanos) {
        Reading before = last;
        last = new Reading(bytes, nowNanos);
        if (before == null || bytes < before.bytes() || nowNanos <= before.nanos()) {
            return null;
        }
        return (bytes - before.bytes()) * 8e9 / (nowNanos - before.nanos());
    }
}
