package dev.webrtclab.natprobe.turn;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** At most so many checks per source and minute; forgets the sources that were quiet longest. */
public final class SourceLimits {
    private static final int MOST_SOURCES = 10_000;
    private static final long MINUTE = 60_000_000_000L;

    private final int perMinute;
    private final Map<String, Deque<Long>> taken = new LinkedHashMap<>(16, 0.75f, true);

    public SourceLimits(int perMinute) {
        this.perMinute = perMinute;
    }

    /**
     * Takes one place of a source.
     *
     * @param nanos of any monotonic clock
     */
    public synchronized boolean mayAsk(String source, long nanos) {
        Deque<Long> times = taken.computeIfAbsent(source, _ -> new ArrayDeque<>());
        if (taken.size() > MOST_SOURCES) {
            taken.remove(taken.keySet().iterator().next());
        }
        while (!times.isEmpty() && nanos - times.getFirst() >= MINUTE) {
            times.removeFirst();
        }
        if (times.size() >= perMinute) {
            return false;
        }
        times.addLast(nanos);
        return true;
    }
}
