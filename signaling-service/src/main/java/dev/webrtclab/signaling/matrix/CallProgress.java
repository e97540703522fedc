package dev.webrtclab.signaling.matrix;

import dev.webrtclab.diagnosis.path.LocalEnd;
import dev.webrtclab.diagnosis.path.Path;
import dev.webrtclab.diagnosis.path.SelectedPath;
import dev.webrtclab.protocol.record.SessionEvent;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the outcome of a call out of the events of its record, one after the other. Not for several
 * threads at once.
 */
final class CallProgress {
    private final Map<String, EvidenceEvent.SelectedPair> pairs = new TreeMap<>();
    private @Nullable String caller;
    private @Nullable String callee;
    private double offeredAt;
    private @Nullable Double connectedAt;
    private @Nullable Double firstFrameAt;
    private boolean failed;
    private boolean ended;
    private double lastChangeAt;

    void take(SessionEvent event) {
        switch (event.what()) {
            case SessionEvent.Signaled signaled -> {
                if (caller == null) {
                    caller = event.from();
                    callee = event.to();
                    offeredAt = event.at();
                }
            }
            case SessionEvent.Observed(var observed) -> observed(event, observed);
            case SessionEvent.Left left -> ended = true;
            case SessionEvent.Relay relay -> {}
            case SessionEvent.NatReported report -> {}
        }
    }

    private void observed(SessionEvent event, EvidenceEvent observed) {
        boolean byCaller = event.from().equals(caller);
        if (observed instanceof EvidenceEvent.State(var of, var value) && of.equals("connection")) {
            if (value.equals("connected") && byCaller && connectedAt == null) {
                connectedAt = event.at();
            } else if (value.equals("failed")) {
                failed = true;
            }
        } else if (observed instanceof EvidenceEvent.SelectedPair pair) {
            pairs.put(event.from(), pair);
            lastChangeAt = Math.max(lastChangeAt, event.at());
        } else if (observed instanceof EvidenceEvent.FirstFrameDecoded
                && byCaller
                && firstFrameAt == null) {
            firstFrameAt = event.at();
            lastChangeAt = Math.max(lastChangeAt, event.at());
        }
    }

    /** Whether nothing more can come. */
    boolean isOver() {
        return failed || ended;
    }

    /** Whether media arrives and both ends know their pair. */
    boolean isUp() {
        return firstFrameAt != null && pairs.size() == 2;
    }

    /**
     * Whether a TURN server is on the way as far as the ends told. ICE prefers other pairs, but
     * looks at them seldom once a relayed one works.
     */
    boolean isRelayed() {
        return pairs.values().stream()
                .anyMatch(pair -> pair.relayProtocol() != null || "relay".equals(pair.localType()));
    }

    /** The last time that the path or the picture changed, in ms on the lab clock. */
    double lastChangeAt() {
        return lastChangeAt;
    }

    CallOutcome outcome() {
        EvidenceEvent.SelectedPair callerPair = caller == null ? null : pairs.get(caller);
        EvidenceEvent.SelectedPair calleePair = callee == null ? null : pairs.get(callee);
        boolean connected = connectedAt != null;
        Path path = null;
        String why = null;
        if (!connected) {
            path = Path.FAILED;
            why = failed ? "ICE or DTLS failed." : "It did not connect in time.";
        } else if (callerPair == null || calleePair == null) {
            why =
                    "The %s did not report its selected pair."
                            .formatted(callerPair == null ? "caller" : "callee");
        } else if (callerPair.localType() == null || calleePair.localType() == null) {
            why = "An end reported its selected pair without the type of its candidate.";
        } else {
            path = SelectedPath.between(end(callerPair), end(calleePair));
        }
        return new CallOutcome(
                path,
                connected,
                since(connectedAt),
                since(firstFrameAt),
                candidate(callerPair),
                candidate(calleePair),
                why);
    }

    private @Nullable Double since(@Nullable Double at) {
        return at == null ? null : (Double) (at - offeredAt);
    }

    private static LocalEnd end(EvidenceEvent.SelectedPair pair) {
        return new LocalEnd(String.valueOf(pair.localType()), pair.relayProtocol());
    }

    private static CallOutcome.@Nullable Candidate candidate(
            EvidenceEvent.@Nullable SelectedPair pair) {
        return pair == null || pair.localType() == null
                ? null
                : new CallOutcome.Candidate(pair.local(), pair.localType(), pair.relayProtocol());
    }
}
