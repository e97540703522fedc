package dev.webrtclab.mediapeer.sessions;

import dev.webrtclab.mediapeer.sessions.SessionEffect.Note;
import dev.webrtclab.mediapeer.sessions.WorkerLife.Phase;
import dev.webrtclab.protocol.link.WorkerInfo;
import dev.webrtclab.protocol.worker.WorkerCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The worker processes: one is being filled, a standby is warm, full and retired ones serve on.
 * Starts are made one at a time, and after a failed start with growing pauses. Not thread-safe.
 */
final class Workers {
    /** A worker that ran this long did start well. */
    private static final Duration PROVEN = Duration.ofSeconds(5);

    /** Factor of the time for a start after failed ones. */
    private static final int MOST_PATIENCE = 4;

    /** Who gets the next session: the greatest. */
    private static final Comparator<WorkerLife> SEATING =
            Comparator.comparing((WorkerLife life) -> life.phase() == Phase.READY)
                    .thenComparing(life -> !life.lists())
                    .thenComparing(WorkerLife::sessions)
                    .thenComparing(WorkerLife::served)
                    .thenComparing(life -> -life.id);

    private final SessionLimits limits;
    private final Map<Integer, WorkerLife> lives = new TreeMap<>();
    private int numbers;
    private int failures;
    private Instant notBefore = Instant.MIN;
    private @Nullable String trouble;
    private boolean closed;

    Workers(SessionLimits limits) {
        this.limits = limits;
    }

    @Nullable WorkerLife find(int id) {
        return lives.get(id);
    }

    List<WorkerLife> all() {
        return List.copyOf(lives.values());
    }

    List<WorkerInfo> infos() {
        return lives.values().stream().map(WorkerLife::info).toList();
    }

    boolean anyReady() {
        return lives.values().stream().anyMatch(life -> life.phase() == Phase.READY);
    }

    /** Longer after failed starts: a machine that is too busy is not helped by another start. */
    Duration startTimeout() {
        return limits.startTimeout().multipliedBy(Math.min(1 + failures, MOST_PATIENCE));
    }

    /** Why the last start failed, until one succeeds. */
    @Nullable String trouble() {
        return trouble;
    }

    /**
     * A worker with a free seat: a ready one before a starting one, one that does not look into
     * strangers' files before one that does, then the fullest, since it is warm and the standby
     * stays free.
     */
    Optional<WorkerLife> forNewSession() {
        return lives.values().stream().filter(life -> life.accepts(limits)).max(SEATING);
    }

    /** The ready worker whose end would harm the fewest, and which is the last to get a session. */
    Optional<WorkerLife> leastBusy() {
        return lives.values().stream()
                .filter(life -> life.phase() == Phase.READY)
                .min(Comparator.comparing(WorkerLife::sessions).thenComparing(SEATING));
    }

    /**
     * A ready worker without sessions that does not get the next one; without a standby in the
     * limits there is none to wait for, and it is the least busy.
     */
    Optional<WorkerLife> spare() {
        if (limits.standbyWorkers() == 0) {
            return leastBusy();
        }
        WorkerLife next = forNewSession().orElse(null);
        return leastBusy().filter(life -> life.sessions() == 0 && life != next);
    }

    /** No worker has a free seat, and so many retired ones live on that none may be started. */
    boolean isCrowded() {
        return lives.size() >= limits.mostLiving()
                && lives.values().stream().noneMatch(life -> life.accepts(limits));
    }

    /** Starts the next worker if one is wanted, and while not too many live. */
    void supply(Instant now, Effects out) {
        if (closed || now.isBefore(notBefore) || lives.size() >= limits.mostLiving()) {
            return;
        }
        long accepting = lives.values().stream().filter(life -> life.accepts(limits)).count();
        long active =
                lives.values().stream()
                        .filter(life -> life.phase().compareTo(Phase.READY) <= 0)
                        .count();
        boolean starting = lives.values().stream().anyMatch(life -> life.phase() == Phase.STARTING);
        if (!starting && accepting < limits.acceptingWanted() && active < limits.mostWorkers()) {
            var life = new WorkerLife(++numbers, now);
            lives.put(life.id, life);
            out.add(new SessionEffect.StartWorker(life.id));
        }
    }

    /**
     * Hands a command to a worker, or keeps it until the worker is ready; {@code false} when too
     * many wait for that.
     */
    boolean deliver(WorkerLife life, WorkerCommand command, Effects out) {
        return switch (life.phase()) {
            case STARTING -> life.await(command);
            case READY, DRAINING -> {
                out.add(new SessionEffect.Command(life.id, command));
                yield true;
            }
            case ENDING -> true;
        };
    }

    void ready(WorkerLife life, long pid, Instant now, Effects out) {
        if (life.phase() != Phase.STARTING) {
            return;
        }
        life.launched(pid);
        out.note(new Note.WorkerReady(life.id, pid, Duration.between(life.since(), now)));
        life.enter(Phase.READY, now);
        trouble = null;
        life.takeWaiting().forEach(command -> deliver(life, command, out));
    }

    void measured(WorkerLife life, int served, long rssBytes, Instant now, Effects out) {
        life.measured(served, rssBytes, now);
        if (now.isAfter(life.since().plus(PROVEN))) {
            failures = 0;
        }
        if (rssBytes > limits.maxRssBytes()) {
            retire(life, "uses " + rssBytes + " bytes of memory", now, out);
        }
        retireWhenServedOut(life, now, out);
    }

    /** No new connections; ends with the last one. */
    void retire(WorkerLife life, String why, Instant now, Effects out) {
        if (life.phase() == Phase.READY) {
            life.enter(Phase.DRAINING, now);
            out.note(new Note.WorkerRetired(life.id, why));
            endWhenEmpty(life, now, out);
        }
    }

    /** After a connection came or went: a worker that served enough is retired. */
    void settle(WorkerLife life, Instant now, Effects out) {
        life.touched(now);
        retireWhenServedOut(life, now, out);
        endWhenEmpty(life, now, out);
    }

    private void retireWhenServedOut(WorkerLife life, Instant now, Effects out) {
        if (life.served() >= limits.maxServed()) {
            retire(life, "served " + life.served() + " connections", now, out);
        }
    }

    /** Takes note that a worker is of no use any more; its connections are ended by the caller. */
    void failed(
            WorkerLife life,
            @Nullable Integer exitCode,
            String why,
            int sessions,
            Instant now,
            Effects out) {
        boolean neverServed =
                life.phase() == Phase.STARTING
                        || life.served() == 0 && now.isBefore(life.since().plus(PROVEN));
        if (neverServed) {
            failures++;
            Duration pause = SessionLimits.pauseAfter(failures);
            notBefore = now.plus(pause);
            trouble = why;
            out.note(new Note.WorkerStartFailed(life.id, why, pause));
        } else {
            out.note(new Note.WorkerCrashed(life.id, exitCode, why, sessions));
        }
    }

    void kill(WorkerLife life, Instant now, Effects out) {
        life.enter(Phase.ENDING, now);
        out.add(new SessionEffect.KillWorker(life.id));
    }

    void end(WorkerLife life, Instant now, Effects out) {
        if (life.phase() == Phase.STARTING) {
            kill(life, now, out);
        } else if (life.phase() != Phase.ENDING) {
            out.add(new SessionEffect.Command(life.id, new WorkerCommand.Shutdown()));
            life.enter(Phase.ENDING, now);
        }
    }

    void gone(WorkerLife life) {
        lives.remove(life.id);
    }

    /** Ends everything; no worker is started any more. */
    void close(Instant now, Effects out) {
        closed = true;
        all().forEach(life -> end(life, now, out));
    }

    /** Kills what did not end in time, and ends what nothing needs. */
    void tick(Instant now, Effects out) {
        for (WorkerLife life : all()) {
            life.touched(now);
            if (life.phase() == Phase.ENDING
                    && now.isAfter(life.since().plus(limits.endTimeout()))) {
                out.add(new SessionEffect.KillWorker(life.id));
            }
        }
        List<WorkerLife> spare =
                lives.values().stream()
                        .filter(life -> life.accepts(limits) && life.phase() == Phase.READY)
                        .toList();
        if (spare.size() > limits.acceptingWanted()) {
            spare.reversed().stream()
                    .filter(life -> life.sessions() == 0)
                    .filter(life -> now.isAfter(life.idleSince().plus(limits.idleTimeout())))
                    .findFirst()
                    .ifPresent(life -> retire(life, "is not needed", now, out));
        }
    }

    /** Our own process stood still: nobody else is to blame for the silence. */
    void forgive(Instant now) {
        lives.values().forEach(life -> life.forgive(now));
    }

    private void endWhenEmpty(WorkerLife life, Instant now, Effects out) {
        if (life.phase() == Phase.DRAINING && life.sessions() == 0) {
            end(life, now, out);
        }
    }
}
