package dev.webrtclab.signaling.testing;

import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.protocol.signaling.Signal;
import dev.webrtclab.signaling.records.SessionRecords;
import dev.webrtclab.signaling.room.Arrival;
import java.util.Optional;

/** Signals whose times are known exactly. */
public final class Signals {
    private Signals() {}

    /** Id of the record that begins with a signal that came and went at these times. */
    public static Optional<String> relayed(
            SessionRecords records,
            RoomId room,
            PeerId from,
            PeerId to,
            Signal signal,
            double receivedAt,
            double forwardedAt) {
        SessionRecords.Relayed relayed =
                records.relayed(room, from, to, signal, new Arrival(receivedAt, 0));
        relayed.delivery().taken(forwardedAt, forwardedAt);
        return Optional.ofNullable(relayed.begun());
    }
}
