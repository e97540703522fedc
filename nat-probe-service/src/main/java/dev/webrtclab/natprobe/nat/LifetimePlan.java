package dev.webrtclab.natprobe.nat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which idle times to try next. Each round tries several side by side, so it lasts as long as the
 * shortest that ends a mapping: the first spreads them by equal ratios up to the limit, each
 * further one evenly between the bounds.
 *
 * @param limit longest idle time tried
 * @param atOnce mappings in one round
 */
public record LifetimePlan(Duration limit, int atOnce) {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration FINEST = Duration.ofSeconds(1);

    /** Part of the lifetime that need not be known. */
    private static final int FIFTIETH = 50;

    public LifetimePlan {
        if (limit.compareTo(FIRST) < 0 || atOnce < 2) {
            throw new IllegalArgumentException(
                    "at least two mappings at once and a limit of at least 1 s");
        }
    }

    /** Idle times of the next round, ascending; none when the bounds are close enough. */
    List<Duration> round(MappingLifetime bounds) {
        if (bounds.atMost() == null && bounds.atLeast().compareTo(limit) >= 0) {
            return List.of();
        }
        return bounds.equals(MappingLifetime.NOTHING_KNOWN) ? byRatio() : between(bounds);
    }

    private List<Duration> byRatio() {
        double ratio = (double) limit.toMillis() / FIRST.toMillis();
        return IntStream.range(0, atOnce)
                .mapToObj(
                        step ->
                                millis(
                                        FIRST.toMillis()
                                                * Math.pow(ratio, (double) step / (atOnce - 1))))
                .distinct()
                .toList();
    }

    private List<Duration> between(MappingLifetime bounds) {
        Duration atMost = bounds.atMost();
        Duration low = bounds.atLeast();
        Duration high = atMost == null ? limit : atMost;
        long width = high.minus(low).toMillis();
        long fine = Math.max(FINEST.toMillis(), low.toMillis() / FIFTIETH);
        if (atMost == null) {
            int steps = Math.clamp(width / fine, 1, atOnce);
            return evenly(low, width, steps, steps);
        }
        int steps = Math.clamp((width - 1) / fine, 0, atOnce);
        return evenly(low, width, steps, steps + 1);
    }

    private static List<Duration> evenly(Duration low, long width, int steps, int parts) {
        return IntStream.rangeClosed(1, steps)
                .mapToObj(step -> low.plusMillis(width * step / parts))
                .toList();
    }

    private static Duration millis(double millis) {
        return Duration.ofMillis(Math.round(millis));
    }
}
