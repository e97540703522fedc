package dev.webrtclab.signaling.ws;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;

/** A WebSocket as the outbox sees it. */
public record SocketWire(WebSocketConnection connection) implements Outbox.Wire {
    @Override
    public Uni<Void> send(String text) {
        return connection.sendText(text);
    }

    @Override
    public Uni<Void> close(CloseReason reason) {
        return connection.isOpen() ? connection.close(reason) : Uni.createFrom().voidItem();
    }
}
