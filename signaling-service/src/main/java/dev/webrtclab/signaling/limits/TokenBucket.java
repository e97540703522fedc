package dev.webrtclab.signaling.limits;

import java.time.Duration;

/**
 * Allows a burst, then a steady rate. Times are nanoseconds of any monotonic clock. Not
 * thread-safe: one owner.
 */
public final class TokenBucket {
    private final double burst;
    private final double perNano;
    private double tokens;
    private long last;

    /**
     * A full bucket.
     *
     * @param burst most at once
     * @param perSecond tokens that come back each second
     */
    public TokenBucket(int burst, double perSecond, long now) {
        this.burst = burst;
        this.perNano = perSecond / 1e9;
        this.tokens = burst;
        this.last = now;
    }

    /** Takes one token; {@code false} when there is none. */
    public boolean tryTake(long now) {
        tokens = Math.min(burst, tokens + Math.max(0, now - last) * perNano);
        last = now;
        if (tokens < 1) {
            return false;
        }
        tokens -= 1;
        return true;
    }

    /** How long after the last try there is a token; zero when there was one left. */
    public Duration untilNext() {
        return Duration.ofNanos((long) Math.ceil(Math.max(0, 1 - tokens) / perNano));
    }
}
