package dev.webrtclab.protocol.signaling;

import dev.webrtclab.protocol.json.Discriminator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something one end of a connection measured about itself. Words are those of W3C webrtc and
 * webrtc-stats; addresses are {@code address:port} and {@code null} where the engine hides them.
 * docs/session-file.md is the reference.
 */
@Discriminator("kind")
public sealed interface EvidenceEvent {
    /** One STUN or TURN message (RFC 8489, RFC 8656), or one that did not come. */
    @Discriminator("kind")
    sealed interface StunTraffic extends EvidenceEvent {
        /** Transaction id in hexadecimal digits; {@code null} where the library does not tell. */
        @Nullable String id();
    }

    /**
     * A state changed.
     *
     * @param of which: {@code ice}, {@code connection}, {@code gathering}, {@code signaling},
     *     {@code dtls}
     * @param value the W3C word, for example {@code checking}
     */
    record State(String of, String value) implements EvidenceEvent {}

    /**
     * What this end runs in and was told; its first event.
     *
     * @param originKind where the page came from: {@code loopback}, {@code private}, {@code public}
     * @param localNetworkAccess permission: {@code granted}, {@code denied}, {@code prompt}, {@code
     *     unsupported}
     * @param camera permission: {@code granted}, {@code denied}, {@code prompt}, {@code none}
     * @param turnUser part after the colon of the TURN user name in use; ties the lines of coturn
     *     to this end
     * @param icePolicy {@code all} or {@code relay}
     * @param iceServers URLs of STUN and TURN servers, without credentials
     */
    record Environment(
            @Nullable Boolean secureContext,
            @Nullable String originKind,
            @Nullable String localNetworkAccess,
            @Nullable String camera,
            @Nullable String turnUser,
            @Nullable String icePolicy,
            List<String> iceServers)
            implements EvidenceEvent {
        public Environment {
            iceServers = iceServers == null ? List.of() : List.copyOf(iceServers);
        }
    }

    /**
     * A description was applied, or refused.
     *
     * @param side {@code local} or {@code remote}
     * @param sdpType {@code offer} or {@code answer}
     * @param problem why it was refused, in the words of the engine
     * @param fingerprint hash function and hash of the certificate (RFC 8122)
     * @param setup DTLS role (RFC 5763)
     * @param generation 1, and one more with each new ufrag
     */
    record Description(
            String side,
            String sdpType,
            boolean accepted,
            @Nullable String problem,
            @Nullable String fingerprint,
            @Nullable String setup,
            List<MediaSection> media,
            int generation)
            implements EvidenceEvent {
        public Description {
            media = media == null ? List.of() : List.copyOf(media);
        }
    }

    /**
     * One section of a description.
     *
     * @param codecs names such as {@code VP8}, in the order of preference
     * @param rejected its port is 0
     */
    record MediaSection(String kind, String direction, List<String> codecs, boolean rejected) {
        public MediaSection {
            codecs = codecs == null ? List.of() : List.copyOf(codecs);
        }
    }

    /**
     * A local candidate was gathered.
     *
     * @param candidate its line (RFC 8839 §5.1) without user fragment
     * @param url server it came from
     * @param relayProtocol transport to the TURN server of a relay candidate
     * @param hidden its address is a {@code .local} name or masked
     */
    record Candidate(
            String candidate,
            String candidateType,
            @Nullable String address,
            @Nullable Integer port,
            @Nullable String protocol,
            @Nullable String relayProtocol,
            @Nullable String url,
            boolean hidden,
            int generation)
            implements EvidenceEvent {}

    /**
     * A STUN or TURN server refused or did not answer (RFC 8489 code, or 701 for no answer).
     *
     * @param address local address it was asked from
     */
    record CandidateError(
            @Nullable String url, int code, @Nullable String text, @Nullable String address)
            implements EvidenceEvent {}

    /**
     * A request was sent.
     *
     * @param target the peer's address of a permission or a channel
     * @param retransmission 0 for the first time
     */
    record StunSent(
            StunMethod method,
            @Nullable String id,
            Toward toward,
            @Nullable String local,
            @Nullable String remote,
            @Nullable String target,
            @Nullable Boolean useCandidate,
            @Nullable Integer retransmission)
            implements StunTraffic {}

    /**
     * A response came.
     *
     * @param code 0 for success, else the STUN error code
     * @param rttMs from the latest request, in ms
     * @param lifetimeS of an allocation, in seconds
     */
    record StunReceived(
            StunMethod method,
            @Nullable String id,
            Toward toward,
            int code,
            @Nullable String text,
            @Nullable Double rttMs,
            @Nullable String local,
            @Nullable String remote,
            @Nullable String mapped,
            @Nullable String relayed,
            @Nullable Integer lifetimeS)
            implements StunTraffic {}

    /** No response came in time (RFC 8489 §6.2.1). */
    record StunTimeout(
            StunMethod method,
            @Nullable String id,
            Toward toward,
            @Nullable String remote,
            @Nullable String target)
            implements StunTraffic {}

    /** A connectivity check of the other end arrived (RFC 8445 §7.3). */
    record CheckReceived(
            @Nullable String id,
            @Nullable String local,
            @Nullable String remote,
            @Nullable Boolean useCandidate)
            implements StunTraffic {}

    /**
     * Statistics of one candidate pair, when they changed (webrtc-stats {@code candidate-pair}).
     *
     * @param pair its id in the statistics of this end
     * @param networkType of the local interface, where the engine tells, for example {@code vpn}
     */
    record Pair(
            String pair,
            @Nullable String local,
            @Nullable String remote,
            @Nullable String localType,
            @Nullable String remoteType,
            @Nullable String protocol,
            @Nullable String relayProtocol,
            String state,
            boolean nominated,
            @Nullable Long requestsSent,
            @Nullable Long responsesReceived,
            @Nullable Long requestsReceived,
            @Nullable Long responsesSent,
            @Nullable Long consentRequestsSent,
            @Nullable Double rttMs,
            @Nullable Long bytesSent,
            @Nullable Long bytesReceived,
            @Nullable String networkType)
            implements EvidenceEvent {}

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

    /**
     * The transport changed (webrtc-stats {@code transport}).
     *
     * @param ufrag user fragment of this end; it changes with an ICE restart
     */
    record Transport(
            @Nullable String dtlsState,
            @Nullable String dtlsRole,
            @Nullable String tlsVersion,
            @Nullable String srtpCipher,
            @Nullable String iceRole,
            @Nullable String ufrag,
            int generation)
            implements EvidenceEvent {}

    /**
     * The first RTP packet of a kind arrived.
     *
     * @param media {@code video} or {@code audio}
     */
    record FirstRtp(String media) implements EvidenceEvent {}

    /** The first encoded video frame was handed to the network. */
    record FirstFrameSent() implements EvidenceEvent {}

    /** The first video frame was decoded. */
    record FirstFrameDecoded() implements EvidenceEvent {}

    /** Figures of one second; {@code null} where this end has none. */
    record Media(
            @Nullable Double bitsPerSecondIn,
            @Nullable Double bitsPerSecondOut,
            @Nullable Double rttMs,
            @Nullable Long packetsReceived,
            @Nullable Long packetsLost,
            @Nullable Long framesDecoded,
            @Nullable Double jitterMs,
            @Nullable String codec)
            implements EvidenceEvent {}

    /**
     * What the video element does.
     *
     * @param value {@code playing}, {@code blocked} (autoplay), {@code stalled}
     */
    record Playback(String value) implements EvidenceEvent {}

    /**
     * This end's connection to the signaling service changed.
     *
     * @param value {@code open}, {@code closed}, {@code resumed}
     * @param code WebSocket close code
     */
    record SignalingLink(String value, @Nullable Integer code) implements EvidenceEvent {}

    /** The process that held this end is gone. */
    record PeerCrashed(@Nullable Integer exitCode, @Nullable String signal)
            implements EvidenceEvent {}

    /** Observations that were left out to keep within bounds. */
    record Omitted(int count) implements EvidenceEvent {}

    /** Methods of STUN (RFC 8489) and TURN (RFC 8656). */
    enum StunMethod {
        BINDING,
        ALLOCATE,
        REFRESH,
        CREATE_PERMISSION,
        CHANNEL_BIND
    }

    /** Who is asked. */
    enum Toward {
        STUN,
        TURN,
        /** A connectivity check of ICE. */
        PEER
    }
}
