package dev.webrtclab.mediapeer.worker.peer;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.guard.GuardedSdp;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * The caller's side of one negotiation: an offer of ours, one answer, candidates both ways.
 * Candidates that come before the answer is applied wait: the library drops them without saying so.
 */
final class Calling {
    private static final int MOST_WAITING_CANDIDATES = 256;

    private enum Phase {
        OFFERING,
        OFFERED,
        APPLYING,
        ANSWERED
    }

    private final String session;
    private final List<RemoteCandidate> candidates = new ArrayList<>();
    private Phase phase = Phase.OFFERING;

    Calling(String session) {
        this.session = session;
    }

    void offerMade(String sdp, List<PeerEffect> effects) {
        phase = Phase.OFFERED;
        effects.add(new PeerEffect.Report(new WorkerEvent.Offer(session, sdp)));
    }

    /** Applies the one answer; {@code false}: no offer waits for it. */
    boolean answerCame(GuardedSdp answer, List<PeerEffect> effects) {
        if (phase != Phase.OFFERED) {
            return false;
        }
        phase = Phase.APPLYING;
        effects.add(new PeerEffect.ApplyAnswer(answer));
        return true;
    }

    void answerApplied(List<PeerEffect> effects) {
        phase = Phase.ANSWERED;
        candidates.forEach(candidate -> effects.add(new PeerEffect.AddCandidate(candidate)));
        candidates.clear();
    }

    void candidate(RemoteCandidate candidate, List<PeerEffect> effects) {
        if (candidate.line().isEndOfCandidates() || candidate.line().isHiddenByBrowser()) {
            return;
        }
        if (phase == Phase.ANSWERED) {
            effects.add(new PeerEffect.AddCandidate(candidate));
        } else if (candidates.size() < MOST_WAITING_CANDIDATES) {
            candidates.add(candidate);
        } else {
            effects.add(
                    new PeerEffect.Report(
                            new WorkerEvent.Refused(
                                    session,
                                    ErrorCode.CANDIDATE_REFUSED.slug(),
                                    "too many candidates wait for an answer")));
        }
    }
}
