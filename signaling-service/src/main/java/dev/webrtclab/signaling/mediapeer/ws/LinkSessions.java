package dev.webrtclab.signaling.mediapeer.ws;

import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.signaling.SignalingConfig;
import dev.webrtclab.signaling.mediapeer.MediaPeers;
import dev.webrtclab.signaling.mediapeer.Placement;
import dev.webrtclab.signaling.room.RoomBus;
import dev.webrtclab.signaling.room.RoomCommand;
import dev.webrtclab.signaling.ws.Outbox;
import dev.webrtclab.signaling.ws.SocketWire;
import io.quarkus.websockets.next.WebSocketConnection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.jboss.logging.Logger;

/** The open links: found, watched, and given up. */
@Singleton
public final class LinkSessions {
    private static final Logger LOG = Logger.getLogger(LinkSessions.class);

    private final Map<String, LinkSession> sessions = new ConcurrentHashMap<>();
    private final SignalingConfig config;
    private final MediaPeers mediaPeers;
    private final Links links;
    private final RoomBus rooms;
    private final Clock clock;
    private final ExecutorService executor;

    LinkSessions(
            SignalingConfig config,
            MediaPeers mediaPeers,
            Links links,
            RoomBus rooms,
            Clock clock,
            ExecutorService executor) {
        this.config = config;
        this.mediaPeers = mediaPeers;
        this.links = links;
        this.rooms = rooms;
        this.clock = clock;
        this.executor = executor;
    }

    void opened(WebSocketConnection connection) {
        Outbox outbox =
                new Outbox(
                        new SocketWire(connection),
                        () -> executor.execute(() -> giveUp(connection.id(), 4008, "slow")),
                        clock);
        sessions.put(connection.id(), new LinkSession(connection.id(), outbox, clock.instant()));
    }

    Optional<LinkSession> find(WebSocketConnection connection) {
        return Optional.ofNullable(sessions.get(connection.id()));
    }

    /** A link is closed; may be called more than once. */
    void closed(WebSocketConnection connection) {
        LinkSession session = sessions.remove(connection.id());
        if (session != null) {
            session.outbox().gone();
            linkDown(session);
        }
    }

    private void linkDown(LinkSession session) {
        String mediaPeer = session.mediaPeer();
        if (mediaPeer != null
                && links.find(mediaPeer).filter(l -> l.detach(session.outbox())).isPresent()) {
            mediaPeers.linkDown(mediaPeer, clock.instant());
            LOG.warnf("the link of media peer %s is down", mediaPeer);
        }
    }

    private void giveUp(String id, int code, String reason) {
        LinkSession session = sessions.get(id);
        if (session != null) {
            linkDown(session);
            session.close(code, reason);
        }
    }

    /** Closes the links that were silent for too long. */
    public void giveUpSilentOnes() {
        Instant deadline = clock.instant().minus(config.presence().heartbeatTimeout());
        sessions.values().stream()
                .filter(session -> session.isSilentSince(deadline))
                .forEach(session -> giveUp(session.id(), 4001, "heartbeat-missed"));
    }

    /** Takes the peers of services whose link did not come back out of their rooms. */
    public void endLostPeers() {
        for (Placement lost : mediaPeers.forgetLost(clock.instant())) {
            LOG.warnf("media peer %s is lost with peer %s", lost.mediaPeer(), lost.peer());
            links.forget(lost.mediaPeer());
            rooms.carry(
                    lost.room(),
                    new RoomCommand.PeerEnded(lost.peer(), LeaveReason.MEDIA_PEER_LOST));
        }
    }

    /** Time stood still for this process: nobody is silent because of that. */
    public void forgiveSilence() {
        sessions.values().forEach(session -> session.heard(clock.instant()));
    }

    /** Closes all links with 1012: come back in a moment. */
    public void closeForRestart() {
        sessions.values().forEach(session -> session.close(1012, "restarting"));
    }
}
