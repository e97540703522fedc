package dev.webrtclab.signaling.records;

import dev.webrtclab.protocol.record.SessionEvent;
import dev.webrtclab.protocol.signaling.Signal;

/** A relayed signal as an event: what it was, never a description with its ICE password. */
final class SignalEvidence {
    private SignalEvidence() {}

    /**
     * The event of a signal.
     *
     * @param forwardedAt when it was queued for its receiver, in ms on the lab clock
     */
    static SessionEvent.Signaled of(Signal signal, double forwardedAt) {
        return switch (signal) {
            case Signal.Offer(var offer) ->
                    description(SessionEvent.Signal.OFFER, offer.sdp(), forwardedAt);
            case Signal.Answer(var answer) ->
                    description(SessionEvent.Signal.ANSWER, answer.sdp(), forwardedAt);
            case Signal.IceCandidate(var candidate, var url, var relayProtocol) -> {
                String line = candidate.candidate();
                yield new SessionEvent.Signaled(
                        line.isEmpty()
                                ? SessionEvent.Signal.END_OF_CANDIDATES
                                : SessionEvent.Signal.CANDIDATE,
                        line.length(),
                        forwardedAt,
                        line.isEmpty() ? null : withoutFragment(line),
                        url,
                        relayProtocol);
            }
        };
    }

    private static SessionEvent.Signaled description(
            SessionEvent.Signal kind, String sdp, double forwardedAt) {
        return new SessionEvent.Signaled(kind, sdp.length(), forwardedAt, null, null, null);
    }

    /** The user fragment is no secret, but it is of no use to a reader either. */
    private static String withoutFragment(String line) {
        return line.replaceAll(" (generation|ufrag|network-id|network-cost) \\S+", "");
    }
}
