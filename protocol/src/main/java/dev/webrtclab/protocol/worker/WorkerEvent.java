package dev.webrtclab.protocol.worker;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import org.jspecify.annotations.Nullable;

/**
 * What a worker reports, one JSON object per line on its standard output. Times {@code at}: ms
 * since the epoch.
 */
public sealed interface WorkerEvent {
    /** Events about one connection. */
    sealed interface OfSession extends WorkerEvent {
        /** Id of the connection, chosen by the supervisor. */
        String session();
    }

    /** The native library is loaded and connections may be opened. */
    record Ready(long pid) implements WorkerEvent {}

    /** Our offer, for a connection that views. */
    record Offer(String session, String sdp) implements OfSession {
        @Override
        public String toString() {
            return "Offer[" + session + "]";
        }
    }

    /** The answer to the last offer. */
    record Answer(String session, String sdp) implements OfSession {
        @Override
        public String toString() {
            return "Answer[" + session + "]";
        }
    }

    /** A gathered candidate; empty = gathering complete. */
    record Candidate(
            String session,
            String candidate,
            @Nullable String sdpMid,
            @JsonProperty("sdp_m_line_index") @Nullable Integer sdpMLineIndex,
            @Nullable String url,
            @Nullable String relayProtocol)
            implements OfSession {
        @Override
        public String toString() {
            return "Candidate[" + session + "]";
        }
    }

    /** A W3C state changed; {@code of}: ice, connection, gathering, signaling. */
    record State(String session, String of, String value, double at) implements OfSession {}

    /**
     * A STUN or TURN server refused or did not answer.
     *
     * @param address local address it was asked from, {@code null} when the engine hides it
     */
    record CandidateError(
            String session,
            @Nullable String url,
            int code,
            String text,
            @Nullable String address,
            double at)
            implements OfSession {}

    /** The selected pair changed; addresses are {@code null} when the engine hides them. */
    record SelectedPair(
            String session,
            @Nullable String local,
            @Nullable String remote,
            @Nullable String localType,
            @Nullable String remoteType,
            @Nullable String protocol,
            @Nullable String relayProtocol,
            double at)
            implements OfSession {}

    /** The first encoded frame left. */
    record FirstFrameSent(String session, double at) implements OfSession {}

    /** The first frame of the remote was decoded. */
    record FirstFrameDecoded(String session, double at) implements OfSession {}

    /**
     * Something else that the connection measured about itself.
     *
     * @param uncertaintyMs it happened at {@code at}, or this much before or after
     */
    record Observed(String session, EvidenceEvent event, double at, double uncertaintyMs)
            implements OfSession {}

    /** Counters of one connection, every second; round trip in ms when measured. */
    record Stats(
            String session,
            long framesEncoded,
            long bytesSent,
            long bytesReceived,
            @Nullable Double roundTripTimeMs)
            implements OfSession {}

    /** A connection ended in the worker. */
    record Ended(String session, EndReason reason) implements OfSession {}

    /** A command about a connection was refused; an offer refused leaves no connection. */
    record Refused(String session, String code, String detail) implements OfSession {}

    /** What the process costs, every second. */
    record Resources(int sessions, int served, long rssBytes) implements WorkerEvent {}

    /** Why a connection ended. */
    enum EndReason {
        /** Nothing arrived from the remote for several seconds. */
        VIEWER_VANISHED,
        /** ICE or DTLS failed. */
        FAILED,
        /** As asked, or closed by the remote. */
        CLOSED
    }
}
