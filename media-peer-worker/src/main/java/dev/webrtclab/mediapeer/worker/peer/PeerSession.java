package dev.webrtclab.mediapeer.worker.peer;

import dev.webrtclab.mediapeer.worker.peer.PeerInput.AnswerApplied;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.AnswerCame;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.Answered;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.CandidateOffered;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.CloseAsked;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.Described;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.EngineLinesLost;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.EngineSaid;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.FrameDecoded;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.Gathered;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.LocalDescription;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.Measured;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.OfferFailed;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.OfferMade;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.Offered;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.ServerFailed;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.ShowAsked;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.SourceObservation;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.StateChanged;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.StateKind;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.Tick;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.ViewAsked;
import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.worker.WorkerEvent;
import dev.webrtclab.protocol.worker.WorkerEvent.EndReason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rules of one connection: input and time in, effects out. It begins with the remote's first offer,
 * or with the order to view, and ends with {@link PeerEffect.Discard}; what comes after that has no
 * effect. Not for several threads at once.
 */
final class PeerSession {
    private static final int MOST_SERVER_FAILURES = 64;

    private final String id;
    private final Negotiation negotiation;
    private @Nullable Calling calling;
    private final Liveness liveness;
    private final Witness witness;
    private final Showing showing;
    private final Set<Failure> serverFailures = new HashSet<>();
    private boolean ended;

    private record Failure(@Nullable String url, int code, String text) {}

    PeerSession(String id, Moment now) {
        this.id = id;
        this.negotiation = new Negotiation(id);
        this.liveness = new Liveness(id, now);
        this.witness = new Witness(id);
        this.showing = new Showing(id);
    }

    List<PeerEffect> apply(PeerInput input, Moment now) {
        List<PeerEffect> effects = new ArrayList<>();
        if (ended) {
            return effects;
        }
        switch (input) {
            case Offered offer -> {
                serverFailures.clear();
                witness.servers(offer.servers(), now, effects);
                if (calling != null) {
                    refuse(ErrorCode.INVALID_MESSAGE, "this connection made the offer", effects);
                } else if (!negotiation.offered(offer, effects)) {
                    refuse(ErrorCode.RATE_LIMITED, "too many offers wait", effects);
                }
            }
            case ViewAsked(var servers) -> {
                calling = new Calling(id);
                witness.servers(servers, now, effects);
                effects.add(new PeerEffect.OpenViewer(servers));
                effects.add(new PeerEffect.MakeOffer());
            }
            case AnswerCame(var answer) -> {
                if (calling == null || !calling.answerCame(answer, effects)) {
                    refuse(ErrorCode.INVALID_MESSAGE, "no offer waits for an answer", effects);
                }
            }
            case OfferMade(var sdp) -> requireCalling().offerMade(sdp, effects);
            case AnswerApplied() -> requireCalling().answerApplied(effects);
            case FrameDecoded(var at) -> liveness.frameDecoded(at, effects);
            case ShowAsked(var wish) -> {
                if (calling == null) {
                    effects.add(new PeerEffect.Show(wish));
                } else {
                    showing.refuse(wish, effects);
                }
            }
            case SourceObservation observation -> showing.observed(observation, effects);
            case CandidateOffered(var candidate) -> {
                witness.heardOf(candidate);
                if (calling != null) {
                    calling.candidate(candidate, effects);
                } else {
                    negotiation.candidate(candidate, effects);
                }
            }
            case CloseAsked() -> end(EndReason.CLOSED, now, effects);
            case Tick() -> {
                negotiation.tick(now, effects);
                witness.tick(now, effects);
                liveness.tick(now, effects).ifPresent(reason -> end(reason, now, effects));
            }
            case Answered(var sdp) -> negotiation.answered(sdp, now, effects);
            case LocalDescription(var sdp) -> negotiation.described(sdp, effects);
            case OfferFailed(var stage) -> offerFailed(stage, effects);
            case Gathered candidate -> {
                effects.add(report(candidate));
                witness.gathered(candidate, effects);
            }
            case Described described -> witness.described(described, effects);
            case EngineSaid said -> witness.said(said, effects);
            case EngineLinesLost(var count) -> witness.lost(count);
            case ServerFailed failure -> serverFailed(failure, effects);
            case StateChanged change -> stateChanged(change, now, effects);
            case Measured(var stats) -> {
                witness.measured(stats, now, effects);
                liveness.measured(stats, now, effects)
                        .ifPresent(reason -> end(reason, now, effects));
            }
        }
        showing.follow(effects);
        return effects;
    }

    private Calling requireCalling() {
        if (calling == null) {
            throw new IllegalStateException("only a viewer makes offers");
        }
        return calling;
    }

    /** The library reports a failure once per network interface, which says nothing new. */
    private void serverFailed(ServerFailed failure, List<PeerEffect> effects) {
        var news = new Failure(failure.url(), failure.code(), failure.text());
        if (serverFailures.size() < MOST_SERVER_FAILURES && serverFailures.add(news)) {
            effects.add(
                    new PeerEffect.Report(
                            new WorkerEvent.CandidateError(
                                    id,
                                    failure.url(),
                                    failure.code(),
                                    failure.text(),
                                    witness.unmasked(failure.address()),
                                    failure.at().epochMs())));
        }
    }

    private void offerFailed(String stage, List<PeerEffect> effects) {
        refuse(
                ErrorCode.DESCRIPTION_REFUSED,
                "the media engine does not accept it: " + stage,
                effects);
    }

    /** A refused offer leaves no connection, so that both sides of the pipe agree about it. */
    private void refuse(ErrorCode code, String detail, List<PeerEffect> effects) {
        ended = true;
        effects.add(new PeerEffect.Report(new WorkerEvent.Refused(id, code.slug(), detail)));
        effects.add(new PeerEffect.Discard());
    }

    private void stateChanged(StateChanged change, Moment now, List<PeerEffect> effects) {
        effects.add(
                new PeerEffect.Report(
                        new WorkerEvent.State(
                                id,
                                change.of().name().toLowerCase(Locale.ROOT),
                                change.value(),
                                change.at().epochMs())));
        witness.stateChanged(change.of(), change.value(), now, effects);
        if (change.of() == StateKind.GATHERING && change.value().equals("complete")) {
            effects.add(
                    new PeerEffect.Report(
                            new WorkerEvent.Candidate(id, "", null, null, null, null)));
            negotiation.gatheringComplete(effects);
        }
        if (change.of() == StateKind.CONNECTION) {
            switch (change.value()) {
                case "connected" -> {
                    if (calling == null && !liveness.isConnected()) {
                        effects.add(new PeerEffect.ShowNow());
                    }
                    liveness.connected(now, effects);
                }
                case "failed" -> end(EndReason.FAILED, now, effects);
                case "closed" -> end(EndReason.CLOSED, now, effects);
                default -> {
                    // new, connecting, disconnected: wait; the receive watch decides about silence
                }
            }
        }
    }

    private PeerEffect report(Gathered candidate) {
        return new PeerEffect.Report(
                new WorkerEvent.Candidate(
                        id,
                        candidate.line(),
                        candidate.mid(),
                        candidate.sectionIndex(),
                        candidate.url(),
                        RelayProtocol.of(candidate.line(), candidate.url())));
    }

    private void end(EndReason reason, Moment now, List<PeerEffect> effects) {
        if (!ended) {
            ended = true;
            witness.end(now, effects);
            effects.add(new PeerEffect.Report(new WorkerEvent.Ended(id, reason)));
            effects.add(new PeerEffect.Discard());
        }
    }
}
