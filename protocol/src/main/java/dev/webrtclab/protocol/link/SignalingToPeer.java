package dev.webrtclab.protocol.link;

import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.protocol.signaling.Signal;
import java.util.List;

/** What the signaling service says to a media-peer-service. */
public sealed interface SignalingToPeer {
    /**
     * Be a peer in a room.
     *
     * @param trickle {@code false}: answers carry all candidates (HTTP signaling)
     */
    record StartPeer(PeerId peerId, RoomId roomId, String source, boolean trickle)
            implements SignalingToPeer {}

    /**
     * A signal from one remote to one of its peers.
     *
     * @param iceServers what a connection created by it may use; fresh credentials
     */
    record Signaled(PeerId peerId, PeerId from, Signal message, List<IceServer> iceServers)
            implements SignalingToPeer {
        public Signaled {
            iceServers = List.copyOf(iceServers);
        }
    }

    /**
     * Call {@code remote}, another media peer of the room, and receive its video.
     *
     * @param peerId the one of its peers that is to call
     * @param iceServers what the connection may use; fresh credentials
     */
    record View(PeerId peerId, PeerId remote, List<IceServer> iceServers)
            implements SignalingToPeer {
        public View {
            iceServers = List.copyOf(iceServers);
        }
    }

    /** A remote left the room: end the connection with it. */
    record RemoteLeft(PeerId peerId, PeerId remote, LeaveReason reason)
            implements SignalingToPeer {}

    /** End a peer with all its connections. */
    record StopPeer(PeerId peerId, LeaveReason reason) implements SignalingToPeer {}

    /** Answer to a clock question, in ms on the lab clock. */
    record Clock(long id, double sentAt, double receivedAt, double repliedAt)
            implements SignalingToPeer {}
}
