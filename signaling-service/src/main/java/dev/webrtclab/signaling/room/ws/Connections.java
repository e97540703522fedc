package dev.webrtclab.signaling.room.ws;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.protocol.signaling.ServerMessage;
import dev.webrtclab.signaling.SignalingConfig;
import dev.webrtclab.signaling.limits.TokenBucket;
import dev.webrtclab.signaling.ops.LogContext;
import dev.webrtclab.signaling.ops.SignalingMetrics;
import dev.webrtclab.signaling.room.ConnectionId;
import dev.webrtclab.signaling.room.Recipients;
import dev.webrtclab.signaling.room.RoomBus;
import dev.webrtclab.signaling.room.RoomCommand;
import dev.webrtclab.signaling.status.StatusBoard;
import dev.webrtclab.signaling.ws.Outbox;
import dev.webrtclab.signaling.ws.SocketWire;
import io.quarkus.websockets.next.HandshakeRequest;
import io.quarkus.websockets.next.WebSocketConnection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The open sockets of {@code /ws}: opened, found, watched, and given up. */
@Singleton
public final class Connections {
    private static final Logger LOG = Logger.getLogger(Connections.class);

    /** Close codes by which a client says goodbye: normal, going away, none given. */
    private static final Set<Integer> GOODBYE = Set.of(1000, 1001, 1005);

    /** A close frame without a code, or no close frame at all: Quarkus reports both as this. */
    private static final int NO_CODE = 1005;

    /** Within this time the error callback tells a broken socket from a closed one. */
    private static final Duration DOUBT = Duration.ofMillis(50);

    private final Map<String, SocketClient> clients = new ConcurrentHashMap<>();
    private final SignalingConfig config;
    private final Recipients recipients;
    private final RoomBus rooms;
    private final StatusBoard status;
    private final SignalingMetrics metrics;
    private final Clock clock;
    private final ExecutorService executor;

    Connections(
            SignalingConfig config,
            Recipients recipients,
            RoomBus rooms,
            StatusBoard status,
            SignalingMetrics metrics,
            Clock clock,
            ExecutorService executor) {
        this.config = config;
        this.recipients = recipients;
        this.rooms = rooms;
        this.status = status;
        this.metrics = metrics;
        this.clock = clock;
        this.executor = executor;
    }

    void opened(WebSocketConnection connection) {
        ConnectionId id = new ConnectionId(connection.id());
        SocketClient client =
                new SocketClient(
                        id,
                        address(connection.handshakeRequest()),
                        new Outbox(new SocketWire(connection), () -> overflowed(id), clock),
                        new TokenBucket(
                                config.limits().messageBurst(),
                                config.limits().messagesPerSecond(),
                                System.nanoTime()),
                        new TokenBucket(
                                config.limits().chatsBurst(),
                                config.limits().chatsPerSecond(),
                                System.nanoTime()),
                        () -> ServerMessage.LabStatus.of(status.current()),
                        clock.instant());
        clients.put(connection.id(), client);
        recipients.add(id, client);
        metrics.connectionOpened();
        try (var _ = LogContext.of(connection.id(), null, null)) {
            LOG.info("socket opened");
        }
    }

    /** The address that the lab's own proxy saw, else the one of the connection. */
    private static String address(HandshakeRequest request) {
        String forwarded = request.header("X-Forwarded-For");
        return forwarded == null
                ? withoutPort(request.remoteAddress())
                : forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    }

    private static String withoutPort(String address) {
        int colon = address.lastIndexOf(':');
        return colon < 0 ? address : address.substring(0, colon);
    }

    Optional<SocketClient> find(WebSocketConnection connection) {
        return Optional.ofNullable(clients.get(connection.id()));
    }

    /**
     * Marks a socket that the network ended, without a closing handshake; before or after it
     * closed.
     */
    void broke(WebSocketConnection connection) {
        recipients
                .find(new ConnectionId(connection.id()))
                .filter(SocketClient.class::isInstance)
                .map(SocketClient.class::cast)
                .ifPresent(SocketClient::broke);
    }

    /** Whether one more may open. */
    boolean hasPlace() {
        return clients.size() < config.maxConnections();
    }

    /** A socket is closed, by whomever; may be called more than once. */
    void closed(WebSocketConnection connection, int code) {
        SocketClient client = clients.remove(connection.id());
        if (client == null) {
            return;
        }
        metrics.connectionClosed();
        client.gone();
        if (code == NO_CODE) {
            CompletableFuture.delayedExecutor(DOUBT.toMillis(), TimeUnit.MILLISECONDS, executor)
                    .execute(() -> part(client, code));
        } else {
            part(client, code);
        }
    }

    private void part(SocketClient client, int code) {
        recipients.remove(client.id());
        leave(client, !client.isBroken() && GOODBYE.contains(code));
        try (var _ = LogContext.of(client.id().value(), null, null)) {
            LOG.infof("socket %s", client.isBroken() ? "broken" : "closed with " + code);
        }
    }

    private void leave(SocketClient client, boolean goodbye) {
        SocketClient.Place place = client.place();
        if (place == null) {
            return;
        }
        Duration grace = client.canResume() ? config.presence().grace() : Duration.ZERO;
        rooms.carry(
                place.room(),
                goodbye
                        ? new RoomCommand.Leave(client.id(), place.peer(), LeaveReason.LEFT)
                        : new RoomCommand.ConnectionLost(client.id(), place.peer(), grace));
    }

    /** Called under a room's lock, so the rest happens elsewhere. */
    private void overflowed(ConnectionId id) {
        executor.execute(() -> giveUp(id, ErrorCode.SLOW_CONSUMER));
    }

    private void giveUp(ConnectionId id, ErrorCode code) {
        SocketClient client = clients.get(id.value());
        if (client != null) {
            metrics.refused(code);
            leave(client, false);
            client.abandon(code);
        }
    }

    /** Closes the sockets that were silent for too long. */
    public void giveUpSilentOnes() {
        Instant deadline = clock.instant().minus(config.presence().heartbeatTimeout());
        clients.values().stream()
                .filter(client -> client.isSilentSince(deadline))
                .forEach(client -> giveUp(client.id(), ErrorCode.HEARTBEAT_MISSED));
    }

    /** Time stood still for this process: nobody is silent because of that. */
    public void forgiveSilence() {
        clients.values().forEach(client -> client.heard(clock.instant()));
    }

    /** Tells every member of a room. */
    public void tellMembers(ServerMessage message) {
        clients.values().stream()
                .filter(client -> client.place() != null)
                .forEach(client -> client.send(message));
    }

    /** Closes all sockets with 1012: come back in a moment. */
    public void closeForRestart() {
        clients.values().forEach(SocketClient::restart);
    }
}
