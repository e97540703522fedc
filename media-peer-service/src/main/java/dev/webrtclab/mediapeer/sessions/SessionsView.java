package dev.webrtclab.mediapeer.sessions;

import dev.webrtclab.protocol.link.SourceInfo;
import dev.webrtclab.protocol.link.WorkerInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A picture of the service at one moment.
 *
 * @param trouble why no worker could be started lately, or {@code null}
 */
public record SessionsView(
        int capacity,
        boolean draining,
        boolean workerReady,
        @Nullable String trouble,
        List<SourceInfo> sources,
        List<WorkerInfo> workers,
        List<Peer> peers,
        List<Session> sessions) {

    /** One peer that runs in a room. */
    public record Peer(String id, String room, String source, boolean trickle, int sessions) {}

    /**
     * One connection.
     *
     * @param answered whether its last offer has been answered
     * @param roundTripTimeMs in ms, {@code null} until measured
     */
    public record Session(
            String id,
            String peer,
            String remote,
            int worker,
            Instant startedAt,
            boolean answered,
            long framesEncoded,
            long bytesSent,
            @Nullable Double roundTripTimeMs) {}

    static SessionsView of(
            SessionLimits limits,
            List<SourceInfo> sources,
            PeerRegistry registry,
            Workers workers,
            boolean draining) {
        List<Peer> peers = new ArrayList<>();
        List<Session> sessions = new ArrayList<>();
        for (var peer : registry.all()) {
            peers.add(
                    new Peer(
                            peer.id.value(),
                            peer.room.value(),
                            peer.choice.source(),
                            peer.trickle,
                            peer.connections.size()));
            for (Connection connection : peer.connections.values()) {
                sessions.add(
                        new Session(
                                connection.id.toString(),
                                peer.id.value(),
                                connection.id.remote().value(),
                                connection.worker.id,
                                connection.startedAt,
                                connection.offeredAt == null,
                                connection.framesEncoded,
                                connection.bytesSent,
                                connection.roundTripTimeMs));
            }
        }
        return new SessionsView(
                limits.maxSessions(),
                draining,
                workers.anyReady(),
                workers.trouble(),
                sources,
                workers.infos(),
                List.copyOf(peers),
                List.copyOf(sessions));
    }
}
