package dev.webrtclab.mediapeer.worker.peer;

import java.time.Duration;
import java.time.Instant;

/**
 * One reading of both clocks: wall time says when something was, monotonic time how long it took.
 *
 * @param epochMs ms since the epoch with fraction
 * @param nanos monotonic, only differences mean something
 */
public record Moment(double epochMs, long nanos) {
    /** Both clocks now. */
    public static Moment now() {
        Instant wall = Instant.now();
        return new Moment(
                wall.getEpochSecond() * 1e3 + wall.getNano() / 1000 / 1e3, System.nanoTime());
    }

    /** Both clocks a duration later. */
    Moment plus(Duration duration) {
        return new Moment(epochMs + duration.toNanos() / 1e6, nanos + duration.toNanos());
    }

    /** Whether more than a duration passed since an earlier moment. */
    boolean isAfter(Moment earlier, Duration duration) {
        return nanos - earlier.nanos > duration.toNanos();
    }
}
