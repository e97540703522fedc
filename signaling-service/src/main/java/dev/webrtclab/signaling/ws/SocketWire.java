package dev.webrtclab.signaling.ws;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;

/** A WebSocket as the outbox sees it. */
public record SocketWire(WebSocketConnection connection) implements Outbox.Wire {
    /**
     * Whether an error of a socket says that the network ended it, and not that a message could not
     * be handled: closed without a closing handshake, or reset.
     */
    public static boolean isBreak(Throwable failure) {
        return failure instanceof HttpClosedException || failure instanceof IOException;
    }

    @Override
    public Uni<Void> send(String text) {
        return connection.sendText(text);
    }

    @Override
    public Uni<Void> close(CloseReason reason) {
        return connection.isOpen() ? connection.close(reason) : Uni.createFrom().voidItem();
    }
}
