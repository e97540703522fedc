package dev.webrtclab.signaling.room;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.protocol.signaling.ServerMessage;

/**
 * Port: the far end of one connection. Called under the room's lock, in the order of the room: an
 * implementation queues and returns, it never waits and never calls back into the rooms.
 */
public interface Recipient {
    /** Queues one message. */
    default void send(ServerMessage message) {
        send(message, Delivery.UNWATCHED);
    }

    /** Queues one message whose way out is of interest. */
    void send(ServerMessage message, Delivery delivery);

    /** Says why, then ends the connection with the close code of the refusal. */
    void close(ErrorCode code);

    /** From now on this connection speaks for that member. */
    void seated(RoomId room, PeerId peer);

    /** The connection is in no room any more. */
    void unseated();
}
