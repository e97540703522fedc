package dev.webrtclab.protocol.link;

import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.protocol.signaling.Shown;
import dev.webrtclab.protocol.signaling.Signal;
import dev.webrtclab.protocol.signaling.SourceChoice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the signaling service says to a media-peer-service. */
public sealed interface SignalingToPeer {
    /**
     * Be a peer in a room. Ranges and meanings of the choice: {@link SourceChoice}.
     *
     * @param trickle {@code false}: answers carry all candidates (HTTP signaling)
     */
    record StartPeer(
            PeerId peerId,
            RoomId roomId,
            String source,
            boolean trickle,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Integer framesPerSecond)
            implements SignalingToPeer {
        /** The order to show what was chosen. */
        public static StartPeer of(PeerId peer, RoomId room, Shown shown, boolean trickle) {
            Double frames = shown.framesPerSecond();
            return new StartPeer(
                    peer,
                    room,
                    shown.source(),
                    trickle,
                    shown.width(),
                    shown.height(),
                    frames == null ? null : frames.intValue());
        }

        /** What it shall show. */
        public SourceChoice choice() {
            return new SourceChoice(source, width, height, framesPerSecond, null, null);
        }
    }

    /**
     * Show another source, on all connections of a peer, without renegotiation. Each is answered by
     * one {@link PeerToSignaling.SourceChanged} or {@link PeerToSignaling.SourceRefused}.
     */
    record SetSource(
            PeerId peerId,
            String source,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Integer framesPerSecond,
            @Nullable Long positionMs,
            @Nullable Boolean loop)
            implements SignalingToPeer {
        /** The order to show a choice. */
        public static SetSource of(PeerId peer, SourceChoice choice) {
            return new SetSource(
                    peer,
                    choice.source(),
                    choice.width(),
                    choice.height(),
                    choice.framesPerSecond(),
                    choice.positionMs(),
                    choice.loop());
        }

        /** What it shall show. */
        public SourceChoice choice() {
            return new SourceChoice(source, width, height, framesPerSecond, positionMs, loop);
        }
    }

    /** Make a small picture of a source: {@link PeerToSignaling.Thumbnail} follows. */
    record GetThumbnail(String source) implements SignalingToPeer {}

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
