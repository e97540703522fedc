package dev.webrtclab.mediapeer.sessions;

import dev.webrtclab.protocol.link.PeerToSignaling.RunningPeer;
import dev.webrtclab.protocol.signaling.PeerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The peers we play and their connections. Not thread-safe. */
final class PeerRegistry {
    private final Map<PeerId, Peer> peers = new LinkedHashMap<>();
    private final Map<String, Connection> connections = new HashMap<>();
    private long numbers;

    @Nullable Peer find(PeerId id) {
        return peers.get(id);
    }

    @Nullable Connection find(PeerId peer, PeerId remote) {
        Peer found = peers.get(peer);
        return found == null ? null : found.connections.get(remote);
    }

    @Nullable Connection findSession(String session) {
        return connections.get(session);
    }

    Peer requirePeer(Connection connection) {
        Peer peer = peers.get(connection.id.peer());
        if (peer == null) {
            throw new IllegalStateException("a connection outlived its peer");
        }
        return peer;
    }

    void add(Peer peer) {
        if (peers.putIfAbsent(peer.id, peer) != null) {
            throw new IllegalStateException("this peer is already running");
        }
    }

    void remove(Peer peer) {
        if (!peer.connections.isEmpty()) {
            throw new IllegalStateException("end the connections of a peer first");
        }
        peers.remove(peer.id);
    }

    /** Opens a connection on a worker's free seat. */
    Connection open(
            Peer peer,
            PeerId remote,
            WorkerLife worker,
            String origin,
            boolean views,
            Instant now) {
        var id = new SessionId(peer.id, remote, ++numbers);
        var connection = new Connection(id, worker, origin, views, now);
        peer.connections.put(remote, connection);
        connections.put(id.toString(), connection);
        worker.seat(connection);
        return connection;
    }

    void close(Connection connection) {
        requirePeer(connection).connections.remove(connection.id.remote(), connection);
        connections.remove(connection.id.toString());
        connection.worker.leave(connection);
    }

    Collection<Peer> all() {
        return List.copyOf(peers.values());
    }

    Collection<Connection> connections() {
        return connections.values();
    }

    int sessions() {
        return connections.size();
    }

    /** Seats in use or kept for peers that were just started, other than the given one. */
    int seatsTaken(@Nullable Peer but, Instant now) {
        return sessions()
                + (int)
                        peers.values().stream()
                                .filter(peer -> peer != but && peer.holdsReservation(now))
                                .count();
    }

    List<RunningPeer> running() {
        List<RunningPeer> running = new ArrayList<>();
        for (Peer peer : peers.values()) {
            running.add(
                    new RunningPeer(
                            peer.id,
                            peer.room,
                            peer.shown.source(),
                            peer.trickle,
                            List.copyOf(peer.connections.keySet()),
                            peer.shown.width(),
                            peer.shown.height(),
                            peer.shown.framesPerSecond()));
        }
        return running;
    }
}
