package dev.webrtclab.signaling;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The lab clock: wall time at the start, monotonic from then on, so that a jump of the machine's
 * clock neither ends a call nor bends a timeline. Only TURN credentials use wall time.
 */
public final class LabClock extends Clock {
    private final Instant start = Instant.now();
    private final long startNanos = System.nanoTime();

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    /** An instant in ms since 1970 with its fraction, as evidence carries it. */
    public static double toMillis(Instant instant) {
        return instant.getEpochSecond() * 1e3 + instant.getNano() / 1e6;
    }
}
