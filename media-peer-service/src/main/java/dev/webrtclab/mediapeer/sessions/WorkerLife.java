package dev.webrtclab.mediapeer.sessions;

import dev.webrtclab.protocol.link.WorkerInfo;
import dev.webrtclab.protocol.worker.WorkerCommand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One worker process from start to end: {@code STARTING → READY → DRAINING → ENDING}, and gone. A
 * process that ends before it was asked to has crashed. Not thread-safe.
 */
final class WorkerLife {
    /** Where a worker is in its life. */
    enum Phase {
        STARTING,
        READY,
        /** Takes no new connections and ends with its last one. */
        DRAINING,
        /** Told to end, or killed: what it still says is ignored. */
        ENDING
    }

    private static final int MAX_WAITING = 512;

    final int id;
    private final Set<Connection> seats = new LinkedHashSet<>();
    private final List<WorkerCommand> waiting = new ArrayList<>();
    private Phase phase = Phase.STARTING;
    private Instant since;
    private Instant heard;
    private Instant idleSince;
    private boolean lists;
    private int served;
    private long pid;
    private long rssBytes;

    WorkerLife(int id, Instant now) {
        this.id = id;
        this.since = now;
        this.heard = now;
        this.idleSince = now;
    }

    Phase phase() {
        return phase;
    }

    /** When the present phase began. */
    Instant since() {
        return since;
    }

    /** When it last reported its resources, or became ready. */
    Instant heard() {
        return heard;
    }

    Instant idleSince() {
        return idleSince;
    }

    int served() {
        return served;
    }

    long pid() {
        return pid;
    }

    long rssBytes() {
        return rssBytes;
    }

    /** Whether it looks into files that strangers made, from when it was asked to until its end. */
    boolean lists() {
        return lists;
    }

    void beginListing() {
        lists = true;
    }

    int sessions() {
        return seats.size();
    }

    List<Connection> connections() {
        return List.copyOf(seats);
    }

    void launched(long newPid) {
        pid = newPid;
    }

    void enter(Phase next, Instant now) {
        if (next.compareTo(phase) <= 0) {
            throw new IllegalStateException("a worker's life goes forward only");
        }
        phase = next;
        since = now;
        heard = now;
    }

    void measured(int reportedServed, long newRssBytes, Instant now) {
        served = Math.max(served, reportedServed);
        rssBytes = newRssBytes;
        heard = now;
    }

    /** Our own pause is not the worker's silence. */
    void forgive(Instant now) {
        heard = now;
        if (phase == Phase.STARTING) {
            since = now;
        }
    }

    boolean accepts(SessionLimits limits) {
        return phase.compareTo(Phase.READY) <= 0
                && sessions() < limits.sessionsPerWorker()
                && served < limits.maxServed();
    }

    void seat(Connection connection) {
        seats.add(connection);
        served++;
    }

    void leave(Connection connection) {
        seats.remove(connection);
    }

    void touched(Instant now) {
        if (!seats.isEmpty()) {
            idleSince = now;
        }
    }

    /**
     * Keeps a command until the worker is ready; {@code false} when too many wait. The end of a
     * connection takes back what waits for it, since the worker has not heard of it.
     */
    boolean await(WorkerCommand command) {
        if (command instanceof WorkerCommand.Close(var session)) {
            waiting.removeIf(
                    each ->
                            each instanceof WorkerCommand.OfSession of
                                    && of.session().equals(session));
            return true;
        }
        return waiting.size() < MAX_WAITING && waiting.add(command);
    }

    /** The commands that waited, in order; afterwards none waits. */
    List<WorkerCommand> takeWaiting() {
        List<WorkerCommand> taken = List.copyOf(waiting);
        waiting.clear();
        return taken;
    }

    WorkerInfo info() {
        var state =
                switch (phase) {
                    case STARTING -> WorkerInfo.WorkerState.STARTING;
                    case READY -> WorkerInfo.WorkerState.READY;
                    case DRAINING, ENDING -> WorkerInfo.WorkerState.DRAINING;
                };
        return new WorkerInfo(id, pid, sessions(), served, rssBytes, state);
    }
}
