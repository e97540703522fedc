package dev.webrtclab.signaling.mediapeer;

import dev.webrtclab.protocol.signaling.MediaState;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.protocol.signaling.Shown;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * One peer of a media-peer-service in a room.
 *
 * @param mediaPeer id of the service that runs it
 * @param shows what it shows, or was asked to
 * @param state what it sends with that
 * @param startedAt when it was asked for, or when this service learnt of it
 * @param remotes who has a connection to it
 */
public record Placement(
        PeerId peer,
        RoomId room,
        String mediaPeer,
        Shown shows,
        MediaState state,
        Instant startedAt,
        Set<PeerId> remotes) {
    public Placement {
        remotes = Set.copyOf(remotes);
    }

    Placement withRemotes(Set<PeerId> others) {
        return new Placement(peer, room, mediaPeer, shows, state, startedAt, others);
    }

    Placement showing(Shown other, MediaState with) {
        return new Placement(peer, room, mediaPeer, other, with, startedAt, remotes);
    }

    /** Id of what it shows. */
    public String source() {
        return shows.source();
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
