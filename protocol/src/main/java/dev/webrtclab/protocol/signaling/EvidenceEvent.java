package dev.webrtclab.protocol.signaling;

import dev.webrtclab.protocol.json.Discriminator;
import org.jspecify.annotations.Nullable;

/** Something the Java peer measured about one of its connections. */
@Discriminator("kind")
public sealed interface EvidenceEvent {
    /**
     * A state changed.
     *
     * @param of which: {@code ice}, {@code connection}, {@code gathering}, {@code signaling}
     * @param value the W3C word, for example {@code checking}
     */
    record State(String of, String value) implements EvidenceEvent {}

    /** A STUN or TURN server refused or did not answer (RFC 8489 code, or 701 for no answer). */
    record CandidateError(@Nullable String url, int code, String text) implements EvidenceEvent {}

    /**
     * The pair that carries media changed ({@code transport.selectedCandidatePairId}).
     *
     * @param local address:port of the local candidate, or {@code null} when the engine hides it
     * @param remote address:port of the remote candidate, or {@code null} when the engine hides it
     */
    record SelectedPair(
            @Nullable String local,
            @Nullable String remote,
            @Nullable String localType,
            @Nullable String remoteType,
            @Nullable String protocol,
            @Nullable String relayProtocol)
            implements EvidenceEvent {}

    /** The first encoded video frame was handed to the network. */
    record FirstFrameSent() implements EvidenceEvent {}

    /** The first video frame was decoded. */
    record FirstFrameDecoded() implements EvidenceEvent {}
}
