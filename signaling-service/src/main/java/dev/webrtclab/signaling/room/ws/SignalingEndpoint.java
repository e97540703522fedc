package dev.webrtclab.signaling.room.ws;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.Refusal;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.json.WireJson;
import dev.webrtclab.protocol.signaling.ClientMessage;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.ServerMessage;
import dev.webrtclab.signaling.LabClock;
import dev.webrtclab.signaling.SignalingConfig;
import dev.webrtclab.signaling.mediapeer.Calls;
import dev.webrtclab.signaling.ops.LogContext;
import dev.webrtclab.signaling.ops.SignalingMetrics;
import dev.webrtclab.signaling.room.ResumeTokens;
import dev.webrtclab.signaling.room.RoomBus;
import dev.webrtclab.signaling.room.RoomCommand;
import dev.webrtclab.signaling.room.SignalGuard;
import dev.webrtclab.signaling.ws.Outbox;
import dev.webrtclab.signaling.ws.SocketWire;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Rooms over a WebSocket: each text is decoded to a command for its room. Runs on the event loop,
 * in the order of the socket, and never waits; a bad message is answered and changes nothing else.
 */
@WebSocket(path = "/ws")
public class SignalingEndpoint {
    private static final Logger LOG = Logger.getLogger(SignalingEndpoint.class);
    private static final WireJson<ClientMessage> JSON = WireJson.of(ClientMessage.class);

    /** Refusals that a correct client never earns. */
    private static final Set<ErrorCode> VIOLATIONS =
            EnumSet.of(
                    ErrorCode.MALFORMED_JSON,
                    ErrorCode.UNKNOWN_TYPE,
                    ErrorCode.INVALID_MESSAGE,
                    ErrorCode.NOT_JOINED,
                    ErrorCode.ALREADY_JOINED,
                    ErrorCode.RESUME_REFUSED,
                    ErrorCode.DESCRIPTION_REFUSED,
                    ErrorCode.CANDIDATE_REFUSED);

    private final SignalingConfig config;
    private final Connections connections;
    private final RoomBus rooms;
    private final Calls calls;
    private final ResumeTokens tokens;
    private final SignalingMetrics metrics;
    private final Clock clock;

    SignalingEndpoint(
            SignalingConfig config,
            Connections connections,
            RoomBus rooms,
            Calls calls,
            ResumeTokens tokens,
            SignalingMetrics metrics,
            Clock clock) {
        this.config = config;
        this.connections = connections;
        this.rooms = rooms;
        this.calls = calls;
        this.tokens = tokens;
        this.metrics = metrics;
        this.clock = clock;
    }

    @OnOpen
    @NonBlocking
    void opened(WebSocketConnection connection) {
        connections.opened(connection);
    }

    @OnTextMessage
    @NonBlocking
    void text(String text, WebSocketConnection connection) {
        Instant received = clock.instant();
        connections.find(connection).ifPresent(client -> heard(client, text, received));
    }

    @OnBinaryMessage
    @NonBlocking
    void binary(Buffer data, WebSocketConnection connection) {
        connections
                .find(connection)
                .filter(this::isWithinLimits)
                .ifPresent(
                        client ->
                                refuse(
                                        client,
                                        new Refusal(
                                                ErrorCode.INVALID_MESSAGE,
                                                "messages are texts, this one is binary"),
                                        null));
    }

    @OnClose
    @NonBlocking
    void closed(WebSocketConnection connection, CloseReason reason) {
        connections.closed(connection, reason.getCode());
    }

    @OnError
    @NonBlocking
    void failed(Throwable failure, WebSocketConnection connection) {
        if (SocketWire.isBreak(failure)) {
            connections.broke(connection);
        } else {
            connections.find(connection).ifPresent(client -> failed(client, failure));
        }
    }

    private void failed(SocketClient client, Throwable failure) {
        if (isTooLargeForTheFramework(failure)) {
            if (!client.isEnding()) {
                endTooLarge(client);
            }
        } else {
            try (var _ = LogContext.of(client.id().value(), null, null)) {
                LOG.error("a message could not be handled", failure);
            }
            refuse(
                    client,
                    new Refusal(
                            ErrorCode.INTERNAL_ERROR,
                            "the log has it under connection " + client.id()),
                    null);
        }
    }

    /** Its own limit is above ours; it only tells by this text, which a test watches. */
    private static boolean isTooLargeForTheFramework(Throwable failure) {
        return failure instanceof IllegalStateException
                && String.valueOf(failure.getMessage()).contains("max message size");
    }

    private void endTooLarge(SocketClient client) {
        end(
                client,
                ErrorCode.MESSAGE_TOO_LARGE,
                "a message has at most " + config.maxMessageBytes() + " bytes");
    }

    private void heard(SocketClient client, String text, Instant received) {
        if (!isWithinLimits(client)) {
            return;
        }
        client.heard(received);
        if (Outbox.size(text) > config.maxMessageBytes()) {
            endTooLarge(client);
            return;
        }
        SocketClient.Place place = client.place();
        try (var _ =
                LogContext.of(
                        client.id().value(),
                        place == null ? null : place.room(),
                        place == null ? null : place.peer())) {
            answer(client, text, received);
        }
    }

    private void answer(SocketClient client, String text, Instant received) {
        try {
            apply(client, JSON.decode(text), received);
        } catch (RefusedException e) {
            refuse(client, e.refusal(), MessageType.of(text));
        }
    }

    private boolean isWithinLimits(SocketClient client) {
        if (client.isEnding()) {
            return false;
        }
        if (client.mayAsk(System.nanoTime())) {
            return true;
        }
        end(
                client,
                ErrorCode.RATE_LIMITED,
                "at most "
                        + config.limits().messagesPerSecond()
                        + " messages per second, "
                        + config.limits().messageBurst()
                        + " at once");
        return false;
    }

    private void apply(SocketClient client, ClientMessage message, Instant received)
            throws RefusedException {
        LOG.debugf("received %s", message.getClass().getSimpleName());
        switch (message) {
            case ClientMessage.Join join -> join(client, join);
            case ClientMessage.Addressed addressed -> relay(client, addressed);
            case ClientMessage.Call call -> call(client, call);
            case ClientMessage.Leave leave -> {
                var place = requirePlace(client);
                settle(
                        client,
                        rooms.carry(place.room(), new RoomCommand.Leave(client.id(), place.peer())),
                        "leave");
            }
            case ClientMessage.Clock(var id, var sentAt) -> {
                client.beats();
                client.send(
                        new ServerMessage.Clock(
                                id,
                                sentAt,
                                LabClock.toMillis(received),
                                LabClock.toMillis(clock.instant())));
            }
            case ClientMessage.Outcome outcome -> metrics.outcome(outcome);
        }
    }

    private void join(SocketClient client, ClientMessage.Join join) throws RefusedException {
        if (client.place() != null) {
            throw new RefusedException(
                    ErrorCode.ALREADY_JOINED, "send leave before joining another room");
        }
        PeerId peer = join.peerId() != null ? join.peerId() : newPeerId();
        boolean proven = join.resume() != null && tokens.proves(join.resume(), join.roomId(), peer);
        if (join.resume() != null && !proven) {
            throw new RefusedException(
                    ErrorCode.RESUME_REFUSED,
                    "a resume token is only valid with its own room_id and peer_id");
        }
        if (proven) {
            client.resumes();
        }
        var welcome =
                new ServerMessage.Welcome(
                        peer,
                        join.roomId(),
                        tokens.tokenFor(join.roomId(), peer),
                        config.presence().heartbeat().toMillis(),
                        config.presence().heartbeatTimeout().toMillis());
        settle(
                client,
                rooms.carry(
                        join.roomId(),
                        new RoomCommand.Join(
                                client.id(), peer, join.displayName(), proven, welcome)),
                "join");
    }

    private void relay(SocketClient client, ClientMessage.Addressed message)
            throws RefusedException {
        var place = requirePlace(client);
        SignalGuard.check(message.signal());
        rooms.carry(
                        place.room(),
                        new RoomCommand.Relay(place.peer(), message.target(), message.signal()))
                .thenAccept(
                        refusal ->
                                refusal.ifPresentOrElse(
                                        r -> refuse(client, r, MessageType.of(message)),
                                        () -> metrics.relayed(message.signal())));
    }

    private void call(SocketClient client, ClientMessage.Call call) throws RefusedException {
        var place = requirePlace(client);
        calls.call(
                        new Calls.Wish(
                                place.room(), place.peer(), call.mediaPeer(), call.source(), true))
                .whenComplete(
                        (placement, failure) -> {
                            if (failure instanceof RefusedException refused) {
                                refuse(client, refused.refusal(), "call");
                            }
                        });
    }

    private void settle(
            SocketClient client, CompletionStage<Optional<Refusal>> outcome, String inReplyTo) {
        outcome.thenAccept(refusal -> refusal.ifPresent(r -> refuse(client, r, inReplyTo)));
    }

    private static SocketClient.Place requirePlace(SocketClient client) throws RefusedException {
        SocketClient.Place place = client.place();
        if (place == null) {
            throw new RefusedException(ErrorCode.NOT_JOINED, "send join first");
        }
        return place;
    }

    private void refuse(SocketClient client, Refusal refusal, @Nullable String inReplyTo) {
        LOG.debugf("refused: %s", refusal.code().slug());
        metrics.refused(refusal.code());
        client.refuse(refusal, inReplyTo);
        if (VIOLATIONS.contains(refusal.code())
                && client.violated() >= config.limits().violations()) {
            end(
                    client,
                    ErrorCode.PROTOCOL_VIOLATION,
                    config.limits().violations() + " messages of this connection were invalid");
        }
    }

    private void end(SocketClient client, ErrorCode code, String detail) {
        metrics.refused(code);
        client.refuse(new Refusal(code, detail), null);
        client.close(code);
    }

    private static PeerId newPeerId() {
        RandomGenerator random = ThreadLocalRandom.current();
        return new PeerId("peer-" + HexFormat.of().toHexDigits(random.nextLong()));
    }
}
