package dev.webrtclab.mediapeer.worker.peer;

import dev.webrtclab.mediapeer.worker.peer.PeerInput.SourceBroke;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.SourceObservation;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.SourceOver;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.SourceRejected;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.SourceShown;
import dev.webrtclab.mediapeer.worker.source.SourceProblem;
import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.util.ArrayList;
import java.util.List;

/** What one connection tells about its picture: nothing before the answer to its first offer. */
final class Showing {
    private final String session;
    private final List<WorkerEvent> held = new ArrayList<>();
    private boolean answered;

    Showing(String session) {
        this.session = session;
    }

    void observed(SourceObservation observation, List<PeerEffect> effects) {
        held.add(event(observation));
        if (answered) {
            tell(effects);
        }
    }

    /** One that views has no picture of its own. */
    void refuse(Wish wish, List<PeerEffect> effects) {
        SourceProblem problem =
                new SourceProblem.Unavailable("this connection views and shows nothing");
        String source = wish.program().spec().id();
        effects.add(new PeerEffect.Report(event(new SourceRejected(source, problem))));
    }

    /** Tells what waited if an answer is among the effects. */
    void follow(List<PeerEffect> effects) {
        boolean answers =
                effects.stream()
                        .anyMatch(
                                effect ->
                                        effect instanceof PeerEffect.Report(var event)
                                                && event instanceof WorkerEvent.Answer);
        if (answers && !answered) {
            answered = true;
            tell(effects);
        }
    }

    private void tell(List<PeerEffect> effects) {
        held.forEach(event -> effects.add(new PeerEffect.Report(event)));
        held.clear();
    }

    /** The slug for a problem. */
    static String code(SourceProblem problem) {
        return (problem.isUnknown() ? ErrorCode.SOURCE_UNKNOWN : ErrorCode.SOURCE_FAILED).slug();
    }

    private WorkerEvent event(SourceObservation observation) {
        return switch (observation) {
            case SourceShown(var source, var shape) ->
                    new WorkerEvent.SourceChanged(
                            session,
                            source,
                            shape.width(),
                            shape.height(),
                            (double) shape.framesPerSecond());
            case SourceRejected(var source, var problem) ->
                    new WorkerEvent.SourceRefused(session, source, code(problem), problem.detail());
            case SourceBroke(var source, var problem) ->
                    new WorkerEvent.SourceFailed(session, source, code(problem), problem.detail());
            case SourceOver(var source) -> new WorkerEvent.SourceEnded(session, source);
        };
    }
}
