package dev.webrtclab.natprobe.turn;

import dev.webrtclab.natprobe.turn.TargetGuard.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;

/**
 * Several checks at once: every URL is judged before the first packet leaves, then all run in
 * parallel.
 */
public final class Checks {
    private final TargetGuard guard;
    private final CheckRun run;

    public Checks(TargetGuard guard, CheckRun run) {
        this.guard = guard;
        this.run = run;
    }

    /** A URL that may not be checked; nothing was sent anywhere. */
    public static final class RefusedTargetException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedTargetException(String why) {
            super(why);
        }
    }

    /** Specifications whose targets are allowed. */
    public record Admitted(List<CheckSpec> specs, List<Verdict> targets) {
        public Admitted {
            specs = List.copyOf(specs);
            targets = List.copyOf(targets);
        }
    }

    /**
     * @throws RefusedTargetException when one of the targets is refused
     */
    public Admitted admit(List<CheckSpec> specs) throws RefusedTargetException {
        List<Verdict> targets = new ArrayList<>();
        for (CheckSpec spec : specs) {
            Verdict verdict = guard.judge(spec.url());
            if (verdict instanceof Verdict.Refused(String why)) {
                throw new RefusedTargetException(why);
            }
            targets.add(verdict);
        }
        return new Admitted(specs, targets);
    }

    /**
     * Runs them, each on a thread of its own, and waits for all.
     *
     * @param watcher hears each stage as it is decided, on the threads of the checks
     * @return in the order of the specifications
     */
    public List<CheckReport> run(Admitted admitted, BiConsumer<CheckSpec, StageReport> watcher)
            throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<CheckReport>> running = new ArrayList<>();
            for (int i = 0; i < admitted.specs().size(); i++) {
                CheckSpec spec = admitted.specs().get(i);
                Verdict target = admitted.targets().get(i);
                running.add(
                        threads.submit(
                                () -> run.run(spec, target, stage -> watcher.accept(spec, stage))));
            }
            List<CheckReport> reports = new ArrayList<>();
            for (Future<CheckReport> each : running) {
                reports.add(each.get());
            }
            return reports;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a check ended without a report", e.getCause());
        }
    }
}
