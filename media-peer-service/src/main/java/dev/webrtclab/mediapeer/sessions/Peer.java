package dev.webrtclab.mediapeer.sessions;

import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** One participant of a room that we play; it has a connection per remote. Not thread-safe. */
final class Peer {
    final PeerId id;
    final RoomId room;
    final String source;
    final boolean trickle;

    /** Until when a seat is kept for its first connection. */
    final Instant reservedUntil;

    final Map<PeerId, Connection> connections = new LinkedHashMap<>();
    private boolean offered;

    Peer(PeerId id, RoomId room, String source, boolean trickle, Instant reservedUntil) {
        this.id = id;
        this.room = room;
        this.source = source;
        this.trickle = trickle;
        this.reservedUntil = reservedUntil;
    }

    /** The first offer came: the seat is taken, or was not needed. */
    void offered() {
        offered = true;
    }

    boolean holdsReservation(Instant now) {
        return !offered && now.isBefore(reservedUntil);
    }
}
