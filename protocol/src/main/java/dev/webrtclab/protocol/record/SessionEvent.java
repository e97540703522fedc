package dev.webrtclab.protocol.record;

import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.signaling.LeaveReason;
import org.jspecify.annotations.Nullable;

/**
 * One observation of a session. Two events of different observers whose intervals {@code at} ±
 * {@code uncertaintyMs} overlap have no known order.
 *
 * @param n position in the record, counted from 1, in the order of arrival at the signaling service
 * @param at when it happened, in ms since the epoch on the lab clock
 * @param uncertaintyMs half width of the error of {@code at}; 0 for what the signaling service saw
 *     itself
 * @param from a peer id or one of {@link Ends}
 * @param to the other end, where there is one
 */
public record SessionEvent(
        int n,
        double at,
        double uncertaintyMs,
        Source source,
        String from,
        @Nullable String to,
        What what) {

    /** What happened. */
    public sealed interface What {}

    /**
     * A signal was relayed: {@code at} is when it came to the signaling service.
     *
     * @param bytes length of its text
     * @param forwardedAt when the network took it for its receiver, in ms on the lab clock; {@code
     *     null} when it never left
     * @param forwardedUncertaintyMs half width of the error of that
     * @param candidate the candidate line of a candidate, without user fragment
     * @param url server that a candidate came from
     * @param relayProtocol transport to the TURN server of a relay candidate
     */
    public record Signaled(
            Signal signal,
            int bytes,
            @Nullable Double forwardedAt,
            @Nullable Double forwardedUncertaintyMs,
            @Nullable String candidate,
            @Nullable String url,
            @Nullable String relayProtocol)
            implements What {}

    /** One end measured something. */
    public record Observed(EvidenceEvent event) implements What {}

    /** The TURN server said something about an allocation, in its log. */
    public record Relay(RelayEvent event) implements What {}

    /**
     * The NAT report that was known of the network of a media peer.
     *
     * @param network label of the network position
     * @param mapping RFC 4787 word, or {@code unknown}
     * @param filtering RFC 4787 word, or {@code unknown}
     */
    public record NatReported(
            @Nullable String network,
            @Nullable String nat,
            @Nullable String mapping,
            @Nullable String filtering,
            @Nullable String mappedAddress,
            @Nullable String udp,
            @Nullable String tcp,
            @Nullable String tls)
            implements What {}

    /** The connection ended. */
    public record Left(@Nullable LeaveReason reason) implements What {}

    /** Kinds of signals. */
    public enum Signal {
        OFFER,
        ANSWER,
        CANDIDATE,
        END_OF_CANDIDATES
    }
}
