package dev.webrtclab.mediapeer.signaling;

import dev.webrtclab.protocol.link.PeerToSignaling.PeerEvidence;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.signaling.PeerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts evidence on the lab clock. What is observed before the first clock answer of a connection
 * waits for it, within bounds. Not thread-safe.
 */
public final class EvidenceDates {
    private static final int MOST = 256;

    private final LinkClock clock;
    private final List<Undated> waiting = new ArrayList<>();

    private record Undated(
            PeerId peer, PeerId remote, double at, double uncertaintyMs, EvidenceEvent event) {}

    /**
     * @param clock its answers come from elsewhere
     */
    public EvidenceDates(LinkClock clock) {
        this.clock = clock;
    }

    /** Takes evidence in; {@code at}, give or take, in ms since the epoch on our clock. */
    public void add(
            PeerId peer, PeerId remote, double at, double uncertaintyMs, EvidenceEvent event) {
        if (waiting.size() == MOST) {
            waiting.removeFirst();
        }
        waiting.add(new Undated(peer, remote, at, uncertaintyMs, event));
    }

    /** What can be dated by now; each is handed out once. */
    public List<PeerEvidence> take() {
        List<PeerEvidence> dated = new ArrayList<>();
        waiting.removeIf(
                evidence -> {
                    Optional<LinkClock.LabTime> time = clock.toLab(evidence.at());
                    time.ifPresent(lab -> dated.add(on(lab, evidence)));
                    return time.isPresent();
                });
        return dated;
    }

    private static PeerEvidence on(LinkClock.LabTime time, Undated evidence) {
        return new PeerEvidence(
                evidence.peer(),
                evidence.remote(),
                time.at(),
                time.uncertaintyMs() + evidence.uncertaintyMs(),
                evidence.event(),
                evidence.at());
    }
}
