package dev.webrtclab.mediapeer.sessions;

import java.time.Duration;
import java.time.Instant;

/** Allows a burst, then a steady rate. Not thread-safe. */
final class TokenBucket {
    private final int burst;
    private final double perNano;
    private double tokens;
    private Instant last;

    /**
     * A full bucket.
     *
     * @param burst most at once
     * @param perSecond tokens that come back each second
     */
    TokenBucket(int burst, double perSecond, Instant now) {
        this.burst = burst;
        this.perNano = perSecond / 1e9;
        this.tokens = burst;
        this.last = now;
    }

    /** Takes one token; {@code false} when there is none. */
    boolean tryTake(Instant now) {
        long passed = Math.max(0, Duration.between(last, now).toNanos());
        tokens = Math.min(burst, tokens + passed * perNano);
        last = now;
        if (tokens < 1) {
            return false;
        }
        tokens -= 1;
        return true;
    }
}
