package dev.webrtclab.signaling.room;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.link.SignalingToPeer;
import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.protocol.signaling.ServerMessage;
import dev.webrtclab.protocol.signaling.Signal;
import org.jspecify.annotations.Nullable;

/** What follows from a command, in this order. */
public sealed interface RoomEffect {
    /** A participant hears something. */
    record Send(ConnectionId to, ServerMessage message) implements RoomEffect {}

    /** A connection is ended. */
    record Close(ConnectionId connection, ErrorCode code) implements RoomEffect {}

    /** A connection speaks for a member from now on. */
    record Seated(ConnectionId connection, RoomId room, PeerId peer) implements RoomEffect {}

    /**
     * A connection speaks for nobody any more.
     *
     * @param isLost it broke, and its member may come back with another one
     */
    record Unseated(ConnectionId connection, boolean isLost) implements RoomEffect {}

    /** A media-peer-service gets an order. */
    record Tell(String mediaPeer, SignalingToPeer message) implements RoomEffect {}

    /** A media peer hears a signal. */
    record Pass(String mediaPeer, PeerId peer, PeerId from, Signal signal) implements RoomEffect {}

    /** A media peer is to call another one. */
    record View(String mediaPeer, PeerId peer, PeerId remote) implements RoomEffect {}

    /**
     * A remote has no connection to a media peer any more.
     *
     * @param by which of the two ended it
     * @param reason {@code null} where none was told
     */
    record Parted(
            String mediaPeer, PeerId peer, PeerId remote, PeerId by, @Nullable LeaveReason reason)
            implements RoomEffect {}

    /** A media peer is out of the room. */
    record Released(String mediaPeer, PeerId peer, LeaveReason reason) implements RoomEffect {}
}
