package dev.webrtclab.protocol.worker;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.webrtclab.protocol.link.SourceInfo;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import java.util.List;
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

    /** Events about what a connection shows. */
    sealed interface OfSource extends OfSession {
        /** Id of the source that the event is about. */
        String source();
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

    /**
     * What a connection shows from now on: answer to {@link WorkerCommand.SetSource}, told after
     * the answer to its first offer too, and when a source changes its size by itself.
     *
     * @param width picture width in pixels; {@code null}: there is no picture
     * @param height picture height in pixels, as {@code width}
     * @param framesPerSecond pictures per second, as {@code width}
     */
    record SourceChanged(
            String session,
            String source,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Double framesPerSecond)
            implements OfSource {}

    /**
     * A {@link WorkerCommand.SetSource} is refused: the connection shows what it showed before.
     *
     * @param code {@code source-unknown} or {@code source-failed}
     */
    record SourceRefused(String session, String source, String code, String detail)
            implements OfSource {}

    /**
     * A source failed while it was shown; the pattern is shown instead, which {@link SourceChanged}
     * tells next.
     */
    record SourceFailed(String session, String source, String code, String detail)
            implements OfSource {}

    /** A file that does not loop came to its end; its last picture stays. */
    record SourceEnded(String session, String source) implements OfSource {}

    /** What can be shown: answer to {@link WorkerCommand.ListSources}, and at each change. */
    record Sources(List<SourceInfo> sources) implements WorkerEvent {
        public Sources {
            sources = List.copyOf(sources);
        }
    }

    /**
     * A small picture of a source.
     *
     * @param jpeg the picture in Base64 (RFC 4648 §4), at most 64 KiB of it; {@code null}: there is
     *     none
     * @param problem why there is none, in English
     */
    record Thumbnail(String source, @Nullable String jpeg, @Nullable String problem)
            implements WorkerEvent {}

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
