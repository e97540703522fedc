package dev.webrtclab.signaling.records;

import dev.webrtclab.protocol.record.SessionEvent;
import dev.webrtclab.protocol.record.Source;
import dev.webrtclab.protocol.record.Source.Where;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.SessionDescription;
import dev.webrtclab.protocol.signaling.Signal;
import dev.webrtclab.signaling.room.Arrival;
import dev.webrtclab.signaling.room.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * A relayed signal as an event: what it was, never a description with its ICE password. It is an
 * event once it is known what became of it.
 */
record SignalEvidence(Recording recording, PeerId from, PeerId to, Signal signal, Arrival arrived)
        implements Delivery {
    @Override
    public void taken(double notBefore, double notAfter) {
        add((notBefore + notAfter) / 2, (notAfter - notBefore) / 2);
    }

    @Override
    public void dropped() {
        add(null, null);
    }

    private void add(@Nullable Double forwardedAt, @Nullable Double forwardedUncertaintyMs) {
        recording.add(
                arrived.at(),
                arrived.uncertaintyMs(),
                Source.measured(Where.SIGNALING, from),
                from.value(),
                to.value(),
                event(forwardedAt, forwardedUncertaintyMs));
    }

    private SessionEvent.Signaled event(@Nullable Double at, @Nullable Double uncertaintyMs) {
        return switch (signal) {
            case Signal.Offer(var offer) ->
                    description(SessionEvent.Signal.OFFER, offer, at, uncertaintyMs);
            case Signal.Answer(var answer) ->
                    description(SessionEvent.Signal.ANSWER, answer, at, uncertaintyMs);
            case Signal.IceCandidate(var candidate, var url, var relayProtocol) -> {
                String line = candidate.candidate();
                yield new SessionEvent.Signaled(
                        line.isEmpty()
                                ? SessionEvent.Signal.END_OF_CANDIDATES
                                : SessionEvent.Signal.CANDIDATE,
                        line.length(),
                        at,
                        uncertaintyMs,
                        line.isEmpty() ? null : withoutFragment(line),
                        url,
                        relayProtocol);
            }
        };
    }

    private static SessionEvent.Signaled description(
            SessionEvent.Signal kind,
            SessionDescription described,
            @Nullable Double at,
            @Nullable Double uncertaintyMs) {
        return new SessionEvent.Signaled(
                kind, described.sdp().length(), at, uncertaintyMs, null, null, null);
    }

    /** The user fragment is no secret, but it is of no use to a reader either. */
    private static String withoutFragment(String line) {
        return line.replaceAll(" (generation|ufrag|network-id|network-cost) \\S+", "");
    }
}
