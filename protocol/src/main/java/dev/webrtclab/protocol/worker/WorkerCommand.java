package dev.webrtclab.protocol.worker;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.webrtclab.protocol.link.IceServer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the supervisor asks of a worker, one JSON object per line on its standard input. */
public sealed interface WorkerCommand {
    /** Commands about one connection. */
    sealed interface OfSession extends WorkerCommand {
        /** Id of the connection, chosen by the supervisor. */
        String session();
    }

    /**
     * An offer from the remote: creates the connection, or renegotiates it when it exists.
     *
     * @param source what a new connection shows first; of no meaning in a renegotiation
     * @param trickle {@code false}: answer only when gathering is complete, with all candidates in
     *     the text
     * @param width picture width in pixels, as in {@link SetSource}
     * @param height picture height in pixels, as in {@link SetSource}
     * @param framesPerSecond most pictures per second, as in {@link SetSource}
     * @param loop whether a file begins anew at its end, as in {@link SetSource}
     */
    record Offer(
            String session,
            String sdp,
            String source,
            boolean trickle,
            List<IceServer> iceServers,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Integer framesPerSecond,
            @Nullable Boolean loop)
            implements OfSession {
        public Offer {
            iceServers = List.copyOf(iceServers);
        }

        /** An offer whose source is shown as it is. */
        public Offer(
                String session,
                String sdp,
                String source,
                boolean trickle,
                List<IceServer> iceServers) {
            this(session, sdp, source, trickle, iceServers, null, null, null, null);
        }

        @Override
        public String toString() {
            return "Offer[" + session + ", " + source + "]";
        }
    }

    /**
     * Opens a connection, offers to receive video and reports the offer, see {@link
     * WorkerEvent.Offer}.
     */
    record View(String session, List<IceServer> iceServers) implements OfSession {
        public View {
            iceServers = List.copyOf(iceServers);
        }
    }

    /** The remote's answer to our offer. */
    record Answer(String session, String sdp) implements OfSession {
        @Override
        public String toString() {
            return "Answer[" + session + "]";
        }
    }

    /** A candidate from the remote; empty = no more of this generation. */
    record Candidate(
            String session,
            String candidate,
            @Nullable String sdpMid,
            @JsonProperty("sdp_m_line_index") @Nullable Integer sdpMLineIndex)
            implements OfSession {
        @Override
        public String toString() {
            return "Candidate[" + session + "]";
        }
    }

    /**
     * Shows another source on one connection, or the same one in another way, without
     * renegotiation. The worker answers with {@link WorkerEvent.SourceChanged} or {@link
     * WorkerEvent.SourceRefused}. Connections of one peer (the part of {@code session} before the
     * first slash) that show the same source share one play position.
     *
     * @param width picture width in pixels, 16 to 1920 and even; with {@code height}, or {@code
     *     null}: the source's own
     * @param height picture height in pixels, as {@code width}
     * @param framesPerSecond most pictures per second, 1 to 60; {@code null}: the source's own
     * @param positionMs where a file goes on, in ms from its start; {@code null}: from the start,
     *     or where it is when it is shown already
     * @param loop whether a file begins anew at its end; {@code null}: as it is, at first it does
     */
    record SetSource(
            String session,
            String source,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Integer framesPerSecond,
            @Nullable Long positionMs,
            @Nullable Boolean loop)
            implements OfSession {}

    /** Ends one connection. */
    record Close(String session) implements OfSession {}

    /**
     * Looks what there is to show: {@link WorkerEvent.Sources} follows now and at each change. Only
     * one worker at a time is asked, because a file may be made to crash its reader.
     */
    record ListSources() implements WorkerCommand {}

    /** Makes a small picture of a source: {@link WorkerEvent.Thumbnail} follows. */
    record Thumbnail(String source) implements WorkerCommand {}

    /** Ends all connections and the process. */
    record Shutdown() implements WorkerCommand {}
}
