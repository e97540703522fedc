package dev.webrtclab.mediapeer.sessions;

import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.protocol.signaling.Shown;
import dev.webrtclab.protocol.signaling.SourceChoice;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One participant of a room that we play; it has a connection per remote. Not thread-safe. */
final class Peer {
    final PeerId id;
    final RoomId room;
    final boolean trickle;

    /** Until when a seat is kept for its first connection. */
    final Instant reservedUntil;

    final Map<PeerId, Connection> connections = new LinkedHashMap<>();

    /** What new connections show. */
    SourceChoice choice;

    /** What the signaling service was told that it shows. */
    Shown shown;

    /** What it shows came to its end. */
    boolean ended;

    /** The change that is on its way. */
    @Nullable SourceChange change;

    /** What it shall show after that. */
    @Nullable SourceChoice nextChoice;

    /** Remotes whose pace is remembered: as many as a room can have members. */
    private static final int MOST_PACES = 64;

    private final Map<PeerId, TokenBucket> paces = new LinkedHashMap<>(16, 0.75f, true);
    private boolean offered;

    Peer(PeerId id, RoomId room, SourceChoice choice, boolean trickle, Instant reservedUntil) {
        this.id = id;
        this.room = room;
        this.choice = choice;
        this.shown = Shown.of(choice);
        this.trickle = trickle;
        this.reservedUntil = reservedUntil;
    }

    /** Its connections on which something is shown, oldest first. */
    List<Connection> showing() {
        return connections.values().stream().filter(each -> !each.views).toList();
    }

    /** The first offer came: the seat is taken, or was not needed. */
    void offered() {
        offered = true;
    }

    /** Whether a remote may have one more new connection now; it counts when it may. */
    boolean mayConnect(PeerId remote, SessionLimits limits, Instant now) {
        TokenBucket pace =
                paces.computeIfAbsent(
                        remote,
                        id ->
                                new TokenBucket(
                                        limits.connectionsBurst(),
                                        limits.connectionsPerSecond(),
                                        now));
        if (paces.size() > MOST_PACES) {
            paces.remove(paces.keySet().iterator().next());
        }
        return pace.tryTake(now);
    }

    boolean holdsReservation(Instant now) {
        return !offered && now.isBefore(reservedUntil);
    }
}
