package dev.webrtclab.diagnosis.verdict.stages;

import dev.webrtclab.diagnosis.verdict.Point;
import dev.webrtclab.diagnosis.verdict.Stage;
import dev.webrtclab.diagnosis.verdict.StageReport.Result;
import dev.webrtclab.diagnosis.verdict.evidence.End;
import dev.webrtclab.diagnosis.verdict.evidence.Evidence;
import dev.webrtclab.diagnosis.verdict.evidence.Milestones;
import dev.webrtclab.diagnosis.verdict.evidence.Seen;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Description;
import dev.webrtclab.protocol.signaling.EvidenceEvent.SignalingLink;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Transport;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a call came. A stage has passed when an event shows it, or when an event shows a later
 * stage that is impossible without it; it has failed when an event says so, or when the call ended
 * in it after it had its time.
 */
public final class Stages {
    private final Evidence evidence;
    private final Milestones milestones;
    private final Map<Stage, Found> found = new EnumMap<>(Stage.class);

    /**
     * What became of a stage.
     *
     * @param began event that began it
     * @param decided event that decided it
     */
    public record Found(
            Stage stage,
            Result result,
            @Nullable Seen<?> began,
            @Nullable Seen<?> decided,
            List<Integer> events,
            @Nullable Point why) {
        public Found {
            events = List.copyOf(events);
        }
    }

    private Stages(Evidence evidence) {
        this.evidence = evidence;
        milestones = new Milestones(evidence);
    }

    /** All stages of a call, in order. */
    public static List<Found> of(Evidence evidence) {
        return new Stages(evidence).all();
    }

    /** The stage after the last one that passed; empty when the call passed all. */
    public static Optional<Found> stuckAt(List<Found> stages) {
        int next = 0;
        for (Found stage : stages) {
            if (stage.result() == Result.PASSED) {
                next = stage.stage().ordinal() + 1;
            }
        }
        return next < stages.size() ? Optional.of(stages.get(next)) : Optional.empty();
    }

    private List<Found> all() {
        measured();
        impliedByLater();
        open();
        return List.copyOf(found.values());
    }

    private void measured() {
        End receiver = evidence.receiver();
        passed(Stage.SIGNALING, null, milestones.offer());
        gathering();
        passed(Stage.EXCHANGE, milestones.offer(), exchanged());
        passed(Stage.CHECKS, milestones.checksBegan(), milestones.checked());
        passed(Stage.NOMINATION, milestones.checked(), milestones.nominated());
        passed(Stage.DTLS, milestones.nominated(), milestones.secured());
        passed(Stage.FIRST_RTP, milestones.secured(), milestones.firstRtp(receiver));
        passed(Stage.FIRST_FRAME, milestones.firstRtp(receiver), milestones.firstFrame(receiver));
        refused();
    }

    private static Seen<?> any(Seen<?> seen) {
        return seen;
    }

    private Optional<? extends Seen<?>> exchanged() {
        Optional<Seen<Description>> applied = milestones.applied("answer");
        boolean callerTells = !evidence.caller().all(Description.class).isEmpty();
        return applied.isPresent() || callerTells ? applied : milestones.answer();
    }

    private void gathering() {
        List<Integer> events = new ArrayList<>();
        Seen<?> began = null;
        Seen<?> last = null;
        for (End end : evidence.ends()) {
            Optional<? extends Seen<?>> done =
                    end.gathering().candidates().isEmpty()
                            ? Optional.empty()
                            : end.gathering()
                                    .complete()
                                    .map(Stages::any)
                                    .or(() -> Optional.of(end.gathering().candidates().getFirst()));
            if (done.isEmpty() && end.gathering().complete().isPresent()) {
                Seen<?> complete = end.gathering().complete().get();
                found.put(
                        Stage.GATHERING,
                        new Found(
                                Stage.GATHERING,
                                Result.FAILED,
                                milestones.gatheringBegan(end).orElse(null),
                                complete,
                                List.of(complete.n()),
                                Point.of("gathered-nothing").with("end", end.word())));
                return;
            }
            if (done.isEmpty()) {
                continue;
            }
            Seen<?> at = done.get();
            Seen<?> from = milestones.gatheringBegan(end).orElse(at);
            events.add(at.n());
            last = last == null || at.at() > last.at() ? at : last;
            began = began == null || from.at() < began.at() ? from : began;
        }
        if (last != null) {
            found.put(
                    Stage.GATHERING,
                    new Found(Stage.GATHERING, Result.PASSED, began, last, events, null));
        }
    }

    private void refused() {
        for (String type : List.of("offer", "answer")) {
            milestones
                    .refused(type)
                    .filter(_ -> milestones.applied(type).isEmpty())
                    .ifPresent(
                            refused ->
                                    fail(
                                            Stage.EXCHANGE,
                                            refused,
                                            Point.of("description-refused")
                                                    .with("type", type)
                                                    .with(
                                                            "problem",
                                                            refused.what().problem() == null
                                                                    ? "-"
                                                                    : refused.what().problem())));
        }
        if (!isPassed(Stage.EXCHANGE) && isPassed(Stage.SIGNALING)) {
            evidence.departure()
                    .filter(gone -> gone.what().end() == evidence.callee())
                    .filter(_ -> !found.containsKey(Stage.EXCHANGE))
                    .ifPresent(gone -> fail(Stage.EXCHANGE, gone, null));
        }
        if (!isPassed(Stage.SIGNALING)) {
            evidence.caller()
                    .last(SignalingLink.class)
                    .filter(link -> link.what().value().equals("closed"))
                    .ifPresent(link -> fail(Stage.SIGNALING, link, null));
        }
        if (!isPassed(Stage.DTLS)) {
            for (End end : evidence.ends()) {
                end.all(Transport.class).stream()
                        .filter(seen -> "failed".equals(seen.what().dtlsState()))
                        .findFirst()
                        .map(Stages::any)
                        .or(() -> end.firstState("dtls", "failed"))
                        .ifPresent(failed -> fail(Stage.DTLS, failed, null));
            }
        }
        if (!isPassed(Stage.CHECKS)) {
            for (End end : evidence.ends()) {
                end.lastState("ice")
                        .filter(state -> state.what().value().equals("failed"))
                        .ifPresent(failed -> fail(Stage.CHECKS, failed, null));
            }
        }
    }

    private boolean isPassed(Stage stage) {
        Found is = found.get(stage);
        return is != null && is.result() == Result.PASSED;
    }

    private void passed(
            Stage stage,
            @Nullable Optional<? extends Seen<?>> began,
            Optional<? extends Seen<?>> decided) {
        if (decided.isPresent()) {
            Seen<?> at = decided.get();
            found.put(
                    stage,
                    new Found(
                            stage,
                            Result.PASSED,
                            began == null ? null : began.orElse(null),
                            at,
                            List.of(at.n()),
                            null));
        }
    }

    private void fail(Stage stage, Seen<?> decided, @Nullable Point why) {
        found.put(stage, new Found(stage, Result.FAILED, null, decided, List.of(decided.n()), why));
    }

    /** No key without a path, no packet without a key; but an answer may hold no address. */
    private void impliedByLater() {
        Seen<?> later = null;
        Stage laterStage = null;
        Stage[] stages = Stage.values();
        for (int i = stages.length - 1; i >= 0; i--) {
            Found is = found.get(stages[i]);
            if (is != null && is.result() == Result.PASSED) {
                later = is.decided();
                laterStage = stages[i];
            } else if (later != null
                    && is == null
                    && (stages[i] != Stage.GATHERING || laterStage != Stage.EXCHANGE)) {
                found.put(
                        stages[i],
                        new Found(
                                stages[i],
                                Result.PASSED,
                                null,
                                null,
                                List.of(later.n()),
                                Point.of("implied-by-later").seen(later.n())));
            }
        }
    }

    /** The first stage without a result is where the call stands or stood. */
    private void open() {
        boolean reached = true;
        for (Stage stage : Stage.values()) {
            Found is = found.get(stage);
            if (is == null) {
                found.put(stage, reached ? current(stage) : empty(stage, Result.NOT_REACHED));
            }
            // Addresses are collected while descriptions travel.
            if (stage != Stage.GATHERING) {
                reached = reached && found.get(stage).result() == Result.PASSED;
            }
        }
    }

    private Found current(Stage stage) {
        if (stage == Stage.FIRST_FRAME && !evidence.expectsVideo()) {
            return new Found(
                    stage, Result.NOT_REACHED, null, null, List.of(), Point.of("no-video-agreed"));
        }
        Optional<Seen<?>> began = beginning(stage);
        if (began.isPresent() && evidence.hasWaitedSince(began.get().at()) && isObserved(stage)) {
            return new Found(
                    stage,
                    Result.FAILED,
                    began.get(),
                    null,
                    List.of(began.get().n()),
                    Point.of("did-not-come"));
        }
        return empty(
                stage,
                evidence.isOver() || !evidence.failures().isEmpty()
                        ? Result.UNKNOWN
                        : Result.RUNNING);
    }

    /** What nobody looked at did not fail to come. Answers are seen by the signaling service. */
    private boolean isObserved(Stage stage) {
        return stage == Stage.EXCHANGE || evidence.ends().stream().anyMatch(End::isObserved);
    }

    private Optional<Seen<?>> beginning(Stage stage) {
        return switch (stage) {
            case SIGNALING -> Optional.empty();
            case GATHERING, EXCHANGE -> milestones.offer().map(Stages::any);
            case CHECKS -> milestones.checksBegan();
            case NOMINATION, DTLS, FIRST_RTP, FIRST_FRAME ->
                    Optional.ofNullable(found.get(Stage.values()[stage.ordinal() - 1]))
                            .map(Found::decided);
        };
    }

    private static Found empty(Stage stage, Result result) {
        return new Found(stage, result, null, null, List.of(), null);
    }
}
