package dev.webrtclab.signaling.limits;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A token bucket per source; forgets the sources that were quiet. Safe for any number of threads.
 */
public final class SourceLimits {
    private static final int MOST_SOURCES = 10_000;

    private final Map<String, TokenBucket> buckets = new LinkedHashMap<>(16, 0.75f, true);
    private final int burst;
    private final double perSecond;

    /** The same limit for each source. */
    public SourceLimits(int burst, double perSecond) {
        this.burst = burst;
        this.perSecond = perSecond;
    }

    /** Takes one token of a source: zero, or how long it takes until the next one is there. */
    public synchronized Duration take(String source, long nanos) {
        TokenBucket bucket =
                buckets.computeIfAbsent(source, key -> new TokenBucket(burst, perSecond, nanos));
        if (buckets.size() > MOST_SOURCES) {
            buckets.remove(buckets.keySet().iterator().next());
        }
        return bucket.tryTake(nanos) ? Duration.ZERO : bucket.untilNext();
    }
}
