package dev.webrtclab.signaling.mediapeer;

import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * One peer of a media-peer-service in a room.
 *
 * @param mediaPeer id of the service that runs it
 * @param startedAt when it was asked for, or when this service learnt of it
 * @param remotes who has a connection to it
 */
public record Placement(
        PeerId peer,
        RoomId room,
        String mediaPeer,
        String source,
        Instant startedAt,
        Set<PeerId> remotes) {
    public Placement {
        remotes = Set.copyOf(remotes);
    }

    Placement withRemotes(Set<PeerId> others) {
        return new Placement(peer, room, mediaPeer, source, startedAt, others);
    }

    Placement with(PeerId remote) {
        Set<PeerId> more = new LinkedHashSet<>(remotes);
        more.add(remote);
        return withRemotes(more);
    }

    Placement without(PeerId remote) {
        Set<PeerId> fewer = new LinkedHashSet<>(remotes);
        fewer.remove(remote);
        return withRemotes(fewer);
    }
}
