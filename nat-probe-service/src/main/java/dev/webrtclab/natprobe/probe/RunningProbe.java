package dev.webrtclab.natprobe.probe;

import dev.webrtclab.natprobe.nat.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One probe under way; whoever comes later hears what was seen before. */
public final class RunningProbe {
    private final CompletableFuture<TimedReport> report = new CompletableFuture<>();
    private final List<Observation> seen = new ArrayList<>();
    private final List<Consumer<Observation>> watchers = new ArrayList<>();

    /** Completes with the report, or exceptionally when the probe has a bug. */
    public CompletableFuture<TimedReport> report() {
        return report;
    }

    /**
     * Hears all observations, past and coming, in order; called under a lock, so it must not wait.
     */
    public synchronized void watch(Consumer<Observation> watcher) {
        seen.forEach(watcher);
        watchers.add(watcher);
    }

    synchronized void observed(Observation observation) {
        seen.add(observation);
        watchers.forEach(watcher -> watcher.accept(observation));
    }
}
