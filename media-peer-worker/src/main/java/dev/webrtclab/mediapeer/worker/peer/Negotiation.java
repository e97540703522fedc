package dev.webrtclab.mediapeer.worker.peer;

import dev.webrtclab.mediapeer.worker.peer.PeerInput.Offered;
import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.guard.GuardedIceUrl;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Offers and answers of one connection, one at a time in the order they came. Candidates that
 * arrive while an offer is being applied wait: the library drops what comes before the remote
 * description without saying so.
 */
final class Negotiation {
    /** Longest wait for candidates when the answer has to carry them all. */
    static final Duration GATHERING_LIMIT = Duration.ofSeconds(2);

    private static final int MOST_WAITING_OFFERS = 4;
    private static final int MOST_WAITING_CANDIDATES = 256;

    private enum Phase {
        /** No offer is open. */
        IDLE,
        /** The library works on an offer. */
        APPLYING,
        /** The answer is set but waits for its candidates. */
        GATHERING,
        /** The description is being read for the answer. */
        READING
    }

    private final String session;
    private final Deque<Offered> offers = new ArrayDeque<>();
    private final List<RemoteCandidate> candidates = new ArrayList<>();
    private Phase phase = Phase.IDLE;
    private @Nullable Moment gatheringSince;
    private @Nullable List<GuardedIceUrl> servers;
    private boolean trickle;
    private boolean answered;
    private boolean gathered;
    private boolean hiddenNoted;
    private boolean passive;
    private String fragment = "";

    Negotiation(String session) {
        this.session = session;
    }

    /** Applies an offer, or lets it wait; {@code false}: too many wait. */
    boolean offered(Offered offer, List<PeerEffect> effects) {
        if (phase == Phase.IDLE) {
            start(offer, effects);
            return true;
        }
        return offers.size() < MOST_WAITING_OFFERS && offers.add(offer);
    }

    void candidate(RemoteCandidate candidate, List<PeerEffect> effects) {
        if (candidate.line().isEndOfCandidates()) {
            return;
        }
        if (candidate.line().isHiddenByBrowser()) {
            noteHidden(effects);
        } else if (answered && phase != Phase.APPLYING) {
            effects.add(new PeerEffect.AddCandidate(candidate));
        } else if (candidates.size() == MOST_WAITING_CANDIDATES) {
            effects.add(
                    new PeerEffect.Report(
                            new WorkerEvent.Refused(
                                    session,
                                    ErrorCode.CANDIDATE_REFUSED.slug(),
                                    "too many candidates wait for an answer")));
        } else {
            candidates.add(candidate);
        }
    }

    void answered(String sdp, Moment now, List<PeerEffect> effects) {
        answered = true;
        candidates.forEach(candidate -> effects.add(new PeerEffect.AddCandidate(candidate)));
        candidates.clear();
        String previous = fragment;
        fragment = Descriptions.iceFragment(sdp);
        boolean sameGeneration = fragment.equals(previous);
        if (trickle) {
            finish(sdp, effects);
        } else if (gathered || sameGeneration) {
            read(effects);
        } else {
            phase = Phase.GATHERING;
            gatheringSince = now;
        }
    }

    void gatheringComplete(List<PeerEffect> effects) {
        gathered = true;
        if (phase == Phase.GATHERING) {
            read(effects);
        }
    }

    void tick(Moment now, List<PeerEffect> effects) {
        if (phase == Phase.GATHERING
                && gatheringSince != null
                && now.isAfter(gatheringSince, GATHERING_LIMIT)) {
            effects.add(new PeerEffect.Note("gathering takes long: answer with what there is"));
            read(effects);
        }
    }

    void described(String sdp, List<PeerEffect> effects) {
        if (phase == Phase.READING) {
            finish(sdp, effects);
        }
    }

    private void start(Offered offer, List<PeerEffect> effects) {
        if (servers == null) {
            effects.add(new PeerEffect.Open(offer.servers(), offer.wish()));
        } else if (!sameServers(servers, offer.servers())) {
            effects.add(new PeerEffect.UseServers(offer.servers()));
        }
        servers = offer.servers();
        if (offer.hidesAddresses()) {
            noteHidden(effects);
        }
        if (!answered) {
            passive = Descriptions.leavesRole(offer.offer());
        }
        phase = Phase.APPLYING;
        trickle = offer.trickle();
        gathered = false;
        effects.add(new PeerEffect.Apply(offer.offer(), passive));
    }

    private void read(List<PeerEffect> effects) {
        phase = Phase.READING;
        effects.add(new PeerEffect.ReadDescription());
    }

    private void finish(String sdp, List<PeerEffect> effects) {
        effects.add(new PeerEffect.Report(new WorkerEvent.Answer(session, sdp)));
        phase = Phase.IDLE;
        Offered waiting = offers.poll();
        if (waiting != null) {
            start(waiting, effects);
        }
    }

    private void noteHidden(List<PeerEffect> effects) {
        if (!hiddenNoted) {
            hiddenNoted = true;
            effects.add(new PeerEffect.Note("browser hides its local address"));
        }
    }

    private static boolean sameServers(List<GuardedIceUrl> a, List<GuardedIceUrl> b) {
        return print(a).equals(print(b));
    }

    private static List<List<String>> print(List<GuardedIceUrl> servers) {
        return servers.stream()
                .map(
                        server ->
                                List.of(
                                        server.url(),
                                        String.valueOf(server.username()),
                                        String.valueOf(server.credential())))
                .toList();
    }
}
