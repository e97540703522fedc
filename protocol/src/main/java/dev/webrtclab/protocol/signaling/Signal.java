package dev.webrtclab.protocol.signaling;

import org.jspecify.annotations.Nullable;

/**
 * What one peer says to another through the room, without the addresses: the payload of a relay.
 */
public sealed interface Signal {
    /** An offer (RFC 9429). */
    record Offer(SessionDescription offer) implements Signal {
        public Offer {
            Texts.description(offer, "offer");
        }
    }

    /** An answer (RFC 9429). */
    record Answer(SessionDescription answer) implements Signal {
        public Answer {
            Texts.description(answer, "answer");
        }
    }

    /**
     * One trickled candidate (RFC 8838).
     *
     * @param url server the candidate came from; diagnostics only
     * @param relayProtocol transport to the TURN server ({@code udp}, {@code tcp}, {@code tls});
     *     diagnostics only
     */
    record IceCandidate(
            CandidateInit candidate, @Nullable String url, @Nullable String relayProtocol)
            implements Signal {
        public IceCandidate {
            Texts.required(candidate, "candidate");
            Texts.shown(url, "url", 256);
            Texts.shown(relayProtocol, "relay_protocol", 8);
        }
    }
}
