package dev.webrtclab.mediapeer.worker.stats;

import org.jspecify.annotations.Nullable;

/**
 * The pair that carries media ({@code transport.selectedCandidatePairId}); each field is {@code
 * null} when the engine does not tell it. Addresses are {@code address:port}, IPv6 in brackets.
 *
 * @param relayProtocol udp, tcp or tls; set when the local side is relayed, even when its type says
 *     {@code prflx}
 */
public record SelectedPair(
        @Nullable String local,
        @Nullable String remote,
        @Nullable String localType,
        @Nullable String remoteType,
        @Nullable String protocol,
        @Nullable String relayProtocol) {
    @Override
    public String toString() {
        return "SelectedPair[" + localType + " to " + remoteType + "]";
    }
}
