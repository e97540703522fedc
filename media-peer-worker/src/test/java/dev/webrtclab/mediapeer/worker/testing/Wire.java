package dev.webrtclab.mediapeer.worker.testing;

import dev.webrtclab.protocol.link.IceServer;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.worker.WorkerCommand;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The two ends of one call within a worker, wired to each other, and what each of them reported.
 */
public final class Wire implements Consumer<WorkerEvent> {
    private static final long PATIENCE = 20;

    private final ChildWorker worker;
    private final String viewer;
    private final String shower;
    private final List<IceServer> showersServers;
    private final Predicate<String> passed;
    private final Map<String, CompletableFuture<WorkerEvent>> reports = new ConcurrentHashMap<>();
    private final Queue<WorkerEvent.Observed> observed = new ConcurrentLinkedQueue<>();

    /** Ends without servers that tell each other all candidates. */
    public Wire(ChildWorker worker, String viewer, String shower) {
        this(worker, viewer, shower, List.of(), _ -> true);
    }

    /**
     * Ends of a call.
     *
     * @param showersServers servers of the end that shows
     * @param passed which candidates reach the other end
     */
    public Wire(
            ChildWorker worker,
            String viewer,
            String shower,
            List<IceServer> showersServers,
            Predicate<String> passed) {
        this.worker = worker;
        this.viewer = viewer;
        this.shower = shower;
        this.showersServers = showersServers;
        this.passed = passed;
        worker.listen(this);
    }

    /** Lets the viewer call. */
    public void call() {
        worker.send(new WorkerCommand.View(viewer, List.of()));
    }

    @Override
    public void accept(WorkerEvent event) {
        if (!(event instanceof WorkerEvent.OfSession about)
                || !List.of(viewer, shower).contains(about.session())) {
            return;
        }
        if (event instanceof WorkerEvent.Observed seen) {
            synchronized (observed) {
                observed.add(seen);
                observed.notifyAll();
            }
        }
        report(about.session(), event.getClass()).complete(event);
        if (event instanceof WorkerEvent.Offer(var ignored, var sdp)) {
            worker.send(new WorkerCommand.Offer(shower, sdp, "pattern", true, showersServers));
        } else if (event instanceof WorkerEvent.Answer(var ignored, var sdp)) {
            worker.send(new WorkerCommand.Answer(viewer, sdp));
        } else if (event instanceof WorkerEvent.Candidate candidate
                && passed.test(candidate.candidate())) {
            worker.send(
                    new WorkerCommand.Candidate(
                            about.session().equals(viewer) ? shower : viewer,
                            candidate.candidate(),
                            candidate.sdpMid(),
                            candidate.sdpMLineIndex()));
        }
    }

    /** The first report of a kind. */
    public <E extends WorkerEvent> E await(String session, Class<E> kind) throws Exception {
        return kind.cast(report(session, kind).get(PATIENCE, TimeUnit.SECONDS));
    }

    /** Waits for evidence of a kind that fits. */
    public <E extends EvidenceEvent> void awaitEvidence(
            String session, Class<E> kind, Predicate<E> fits) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        synchronized (observed) {
            while (evidence(session, kind).noneMatch(fits)) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw new AssertionError(
                            "of " + session + " only " + evidence(session, kind).toList());
                }
                TimeUnit.NANOSECONDS.timedWait(observed, left);
            }
        }
    }

    /** What one end observed so far, in its order. */
    public List<WorkerEvent.Observed> observed(String session) {
        return observed.stream().filter(seen -> seen.session().equals(session)).toList();
    }

    /** The evidence of a kind of one end so far. */
    public <E extends EvidenceEvent> Stream<E> evidence(String session, Class<E> kind) {
        return observed(session).stream()
                .map(WorkerEvent.Observed::event)
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    private CompletableFuture<WorkerEvent> report(String session, Class<?> kind) {
        return reports.computeIfAbsent(
                session + " " + kind.getName(), key -> new CompletableFuture<>());
    }
}
