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
     * @param trickle {@code false}: answer only when gathering is complete, with all candidates in
     *     the text
     */
    record Offer(
            String session, String sdp, String source, boolean trickle, List<IceServer> iceServers)
            implements OfSession {
        public Offer {
            iceServers = List.copyOf(iceServers);
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

    /** Ends one connection. */
    record Close(String session) implements OfSession {}

    /** Ends all connections and the process. */
    record Shutdown() implements WorkerCommand {}
}
