package dev.webrtclab.mediapeer.worker.enginelog;

import org.jspecify.annotations.Nullable;

/**
 * One message, or the missing of one, that the engine told of. Addresses are as the engine prints
 * them, {@code address:port} with the last part of the address masked: {@code 192.0.2.x:3478}.
 */
public sealed interface StunFact {
    /** Transaction id, 24 hexadecimal digits (RFC 8489 §5), when the engine tells it. */
    @Nullable String id();

    /**
     * A request left.
     *
     * @param local of a check: the local candidate
     * @param remote the TURN server, or of a check the remote candidate
     * @param target the peer that a permission or channel is for, when it is certain
     * @param useCandidate a check nominates
     * @param retransmission 0 for the first, 1, 2, … for the same request again
     */
    record Sent(
            StunMethod method,
            Toward toward,
            String id,
            @Nullable String local,
            @Nullable String remote,
            @Nullable String target,
            boolean useCandidate,
            int retransmission)
            implements StunFact {}

    /**
     * A response came.
     *
     * @param code 0: success, else the STUN error code
     * @param rttMs since the last time the request was sent
     * @param mapped of an allocation: our address as the server saw it
     * @param relayed of an allocation: the address that it gave
     */
    record Received(
            StunMethod method,
            Toward toward,
            String id,
            int code,
            long rttMs,
            @Nullable String local,
            @Nullable String remote,
            @Nullable String mapped,
            @Nullable String relayed)
            implements StunFact {}

    /** No response came to any of the retransmissions. */
    record TimedOut(
            StunMethod method,
            Toward toward,
            @Nullable String id,
            @Nullable String local,
            @Nullable String remote)
            implements StunFact {}

    /** A check of the remote came in. */
    record CheckReceived(String id, @Nullable String local, @Nullable String remote)
            implements StunFact {}

    /** Who is asked. */
    enum Toward {
        /** A STUN server, for our mapped address. */
        STUN,
        /** A TURN server. */
        TURN,
        /** The remote: a connectivity check. */
        PEER
    }
}
