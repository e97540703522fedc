package dev.webrtclab.e2e.faults;

import dev.webrtclab.e2e.faults.Fault.Moment;
import dev.webrtclab.e2e.faults.Fault.Scope;
import dev.webrtclab.e2e.matrix.MatrixApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * Causes faults one after the other, those that disturb nobody else several at a time; after each
 * the lab is as it was.
 */
public final class FaultRun {
    /**
     * A stage that does not come is waited for 15 s; the page gives up a lost socket after as long.
     */
    private static final Duration NAMED = Duration.ofSeconds(40);

    private final String base;
    private final LabState lab;
    private final int lanes;

    /**
     * A run over one lab.
     *
     * @param lanes how many faults are caused at the same time at most
     */
    public FaultRun(String base, int lanes) {
        this.base = base;
        this.lab = new LabState(base);
        this.lanes = lanes;
    }

    /**
     * A run that has begun.
     *
     * @param outcomes of each fault by its name, whenever it has one
     * @param ended once nothing of it runs any more
     */
    public record Begun(
            Map<String, CompletableFuture<Outcome>> outcomes, CompletableFuture<Void> ended) {}

    /** Begins. */
    public Begun begin(List<Fault> faults) {
        Map<String, CompletableFuture<Outcome>> outcomes = new LinkedHashMap<>();
        faults.forEach(fault -> outcomes.put(fault.name(), new CompletableFuture<>()));
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread.ofPlatform()
                .name("faults")
                .start(
                        () -> {
                            runAll(faults, outcomes);
                            ended.complete(null);
                        });
        return new Begun(outcomes, ended);
    }

    private void runAll(List<Fault> faults, Map<String, CompletableFuture<Outcome>> outcomes) {
        try {
            Sandbox.removeLeftovers();
            Set<String> peers = lab.readyPeers();
            List<Fault> own = new ArrayList<>(of(faults, Scope.OWN).toList());
            List<Thread> threads = new ArrayList<>();
            for (int lane = 0; lane < lanes; lane++) {
                threads.add(
                        Thread.ofPlatform()
                                .name("faults-" + lane)
                                .start(() -> runLane(own, outcomes, peers)));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            runLane(new ArrayList<>(of(faults, Scope.LAB).toList()), outcomes, peers);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            outcomes.values().forEach(outcome -> outcome.completeExceptionally(e));
        }
    }

    private static Stream<Fault> of(List<Fault> faults, Scope scope) {
        return faults.stream().filter(fault -> fault.scope() == scope);
    }

    private void runLane(
            List<Fault> waiting,
            Map<String, CompletableFuture<Outcome>> outcomes,
            Set<String> peers) {
        try (Windows windows = new Windows()) {
            for (Optional<Fault> next = next(waiting, windows);
                    next.isPresent();
                    next = next(waiting, windows)) {
                Fault fault = next.get();
                outcomes.get(fault.name()).complete(run(fault, windows, peers));
            }
        }
    }

    /** The next one, if possible for the browser that runs already. */
    private static Optional<Fault> next(List<Fault> waiting, Windows windows) {
        synchronized (waiting) {
            Optional<Fault> next =
                    waiting.stream()
                            .filter(fault -> browserOf(fault).filter(windows::has).isPresent())
                            .findFirst()
                            .or(() -> waiting.stream().findFirst());
            next.ifPresent(waiting::remove);
            return next;
        }
    }

    private static Optional<Call.Browser> browserOf(Fault fault) {
        return switch (fault.call()) {
            case Call.FromPage call -> Optional.of(call.browser());
            case Call.Untouched call -> Optional.of(call.browser());
            case Call.BetweenPeers _ -> Optional.empty();
        };
    }

    private Outcome run(Fault fault, Windows windows, Set<String> peers) {
        long began = System.nanoTime();
        AtomicReference<Optional<String>> session = new AtomicReference<>(Optional.empty());
        Optional<Verdict> verdict = Optional.empty();
        Optional<String> problem = Optional.empty();
        double seconds = 0;
        Undo undo = new Undo();
        try {
            verdict = see(fault, windows, undo, session);
        } catch (RuntimeException e) {
            problem = Optional.of(sentence(e));
        } finally {
            seconds = (System.nanoTime() - began) / 1e9;
            problem = problem.or(() -> undone(fault, undo, peers));
        }
        if (problem.isPresent()) {
            windows.close(); // whatever state it was left in
        }
        return new Outcome(fault, verdict, session.get(), seconds, problem);
    }

    private Optional<String> undone(Fault fault, Undo undo, Set<String> peers) {
        try {
            undo.close();
            if (fault.scope() == Scope.LAB) {
                lab.awaitHealthy(peers);
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of("undoing it: " + sentence(e));
        }
    }

    private Optional<Verdict> see(
            Fault fault, Windows windows, Undo undo, AtomicReference<Optional<String>> session) {
        Causing causing = new Causing(lab, windows, fault.call(), undo);
        PageCall page = new PageCall(lab, windows, causing, undo);
        PageCall.Seen seen =
                switch (fault.call()) {
                    case Call.FromPage call -> page.make(fault, call);
                    case Call.Untouched call -> page.watch(fault, call);
                    case Call.BetweenPeers(String from, String to) -> {
                        fault.at(Moment.BEFORE).forEach(causing::cause);
                        String id =
                                new MatrixApi(base).call(from, to, from).path("session").asText();
                        yield new PageCall.Seen(Optional.of(id), Optional.empty());
                    }
                };
        session.set(seen.session());
        return seen.said().or(() -> seen.session().flatMap(id -> named(fault, id)));
    }

    /** The verdict on a record: as soon as it is one of the expected ones, or after a while. */
    private Optional<Verdict> named(Fault fault, String session) {
        AtomicReference<Optional<Verdict>> latest = new AtomicReference<>(Optional.empty());
        try {
            LabState.await(
                    "the verdict",
                    NAMED,
                    () -> {
                        latest.set(Verdict.ofSession(base, session));
                        return latest.get().filter(v -> v.names(fault.expected())).isPresent();
                    });
        } catch (IllegalStateException e) {
            // another verdict than the expected one: the outcome tells which
        }
        return latest.get();
    }

    private static String sentence(RuntimeException e) {
        return String.valueOf(e.getMessage())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.equals("Error {"))
                .findFirst()
                .orElse(e.getClass().getSimpleName());
    }
}
