package dev.webrtclab.signaling.room.ws;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.Refusal;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.json.WireJson;
import dev.webrtclab.protocol.signaling.ClientMessage;
import dev.webrtclab.signaling.SignalingConfig;
import dev.webrtclab.signaling.ops.LogContext;
import dev.webrtclab.signaling.room.Arrival;
import dev.webrtclab.signaling.ws.Arrivals;
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
import org.jboss.logging.Logger;

/**
 * Rooms over a WebSocket: each text is decoded to a command for its room. Runs on the event loop,
 * in the order of the socket, and never waits; a bad message is answered and changes nothing else.
 */
@WebSocket(path = "/ws")
public class SignalingEndpoint {
    private static final Logger LOG = Logger.getLogger(SignalingEndpoint.class);
    private static final WireJson<ClientMessage> JSON = WireJson.of(ClientMessage.class);

    private final SignalingConfig config;
    private final Connections connections;
    private final ClientMessages messages;
    private final Refusals refusals;
    private final Arrivals arrivals;
    private final Clock clock;

    SignalingEndpoint(
            SignalingConfig config,
            Connections connections,
            ClientMessages messages,
            Refusals refusals,
            Arrivals arrivals,
            Clock clock) {
        this.config = config;
        this.connections = connections;
        this.messages = messages;
        this.refusals = refusals;
        this.arrivals = arrivals;
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
        Arrival received = arrivals.now();
        try {
            connections.find(connection).ifPresent(client -> heard(client, text, received));
        } finally {
            arrivals.handled();
        }
    }

    @OnBinaryMessage
    @NonBlocking
    void binary(Buffer data, WebSocketConnection connection) {
        connections
                .find(connection)
                .filter(this::isWithinLimits)
                .ifPresent(
                        client ->
                                refusals.refuse(
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
            refusals.refuse(
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
        refusals.end(
                client,
                ErrorCode.MESSAGE_TOO_LARGE,
                "a message has at most " + config.maxMessageBytes() + " bytes");
    }

    private void heard(SocketClient client, String text, Arrival received) {
        if (!isWithinLimits(client)) {
            return;
        }
        client.heard(clock.instant());
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

    private void answer(SocketClient client, String text, Arrival received) {
        try {
            messages.apply(client, JSON.decode(text), received);
        } catch (RefusedException e) {
            refusals.refuse(client, e.refusal(), MessageType.of(text));
        }
    }

    private boolean isWithinLimits(SocketClient client) {
        if (client.isEnding()) {
            return false;
        }
        if (client.mayAsk(System.nanoTime())) {
            return true;
        }
        refusals.end(
                client,
                ErrorCode.RATE_LIMITED,
                "at most "
                        + config.limits().messagesPerSecond()
                        + " messages per second, "
                        + config.limits().messageBurst()
                        + " at once");
        return false;
    }
}
