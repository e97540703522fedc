package dev.webrtclab.mediapeer.worker.peer;

import dev.webrtclab.protocol.worker.WorkerEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings what was seen into the order in which it happened. The engine tells a part at once and a
 * part by its log, which is read a little later; so everything with a time waits a moment for what
 * came before it. What ends a connection, and all that has no time, does not wait; an end lets out
 * what its connection saw before it.
 */
final class EvidenceOrder {
    /** Longer than the engine's log waits to be read. */
    static final Duration HOLD = Duration.ofMillis(120);

    /**
     * When what is held is looked at later than this, the log may be overdue as well: a line of it
     * waits 75 ms at most to be read.
     */
    static final Duration MOST_LATE = HOLD.dividedBy(3);

    private static final Duration MOST_HELD = Duration.ofSeconds(1);
    private static final int MOST = 8192;

    private final Consumer<WorkerEvent> events;
    private final Sessions.Later later;
    private final Supplier<Moment> clock;
    private final List<Seen> held = new ArrayList<>();
    private @Nullable Moment due;
    private @Nullable Moment lateSince;

    private record Seen(double at, Moment heldSince, WorkerEvent.OfSession event) {}

    EvidenceOrder(Consumer<WorkerEvent> events, Sessions.Later later, Supplier<Moment> clock) {
        this.events = events;
        this.later = later;
        this.clock = clock;
    }

    void accept(WorkerEvent event) {
        Optional<Double> at = at(event);
        if (at.isPresent() && event instanceof WorkerEvent.OfSession ofSession) {
            hold(new Seen(at.get(), clock.get(), ofSession));
            return;
        }
        if (event instanceof WorkerEvent.Ended || event instanceof WorkerEvent.Refused) {
            String session = ((WorkerEvent.OfSession) event).session();
            release(held.stream().filter(seen -> seen.event().session().equals(session)).toList());
        }
        events.accept(event);
    }

    private void hold(Seen seen) {
        if (held.size() == MOST) {
            release(List.copyOf(held));
        }
        held.add(seen);
        await(HOLD);
    }

    private void await(Duration wait) {
        if (due == null) {
            due = clock.get().plus(wait);
            later.run(wait, this::releaseRipe);
        }
    }

    private void releaseRipe() {
        Moment now = clock.get();
        boolean stalled = due != null && now.isAfter(due, MOST_LATE);
        due = null;
        boolean waits = stalled && isPatient(now);
        if (!waits) {
            release(held.stream().filter(seen -> isRipe(seen, now)).toList());
        }
        if (!stalled || held.isEmpty()) {
            lateSince = null;
        }
        if (!held.isEmpty()) {
            await(waits ? HOLD : HOLD.dividedBy(2));
        }
    }

    /** After a stall what is overdue goes first; a thread that is always late is not waited for. */
    private boolean isPatient(Moment now) {
        if (lateSince == null) {
            lateSince = now;
        }
        return !now.isAfter(lateSince, MOST_HELD);
    }

    /** By the time it happened; a wall clock that was set back holds nothing for long. */
    private static boolean isRipe(Seen seen, Moment now) {
        return now.epochMs() - seen.at() >= HOLD.toMillis()
                || now.isAfter(seen.heldSince(), MOST_HELD);
    }

    private void release(List<Seen> ripe) {
        if (ripe.isEmpty()) {
            return;
        }
        held.removeAll(ripe);
        ripe.stream()
                .sorted(Comparator.comparingDouble(Seen::at))
                .forEach(seen -> events.accept(seen.event()));
    }

    private static Optional<Double> at(WorkerEvent event) {
        return switch (event) {
            case WorkerEvent.State state -> Optional.of(state.at());
            case WorkerEvent.CandidateError error -> Optional.of(error.at());
            case WorkerEvent.SelectedPair pair -> Optional.of(pair.at());
            case WorkerEvent.FirstFrameSent sent -> Optional.of(sent.at());
            case WorkerEvent.FirstFrameDecoded decoded -> Optional.of(decoded.at());
            case WorkerEvent.Observed observed -> Optional.of(observed.at());
            case WorkerEvent.Ready _,
                    WorkerEvent.Offer _,
                    WorkerEvent.Answer _,
                    WorkerEvent.Candidate _,
                    WorkerEvent.Stats _,
                    WorkerEvent.Ended _,
                    WorkerEvent.Refused _,
                    WorkerEvent.SourceChanged _,
                    WorkerEvent.SourceRefused _,
                    WorkerEvent.SourceFailed _,
                    WorkerEvent.SourceEnded _,
                    WorkerEvent.Sources _,
                    WorkerEvent.Thumbnail _,
                    WorkerEvent.Resources _ ->
                    Optional.empty();
        };
    }
}
