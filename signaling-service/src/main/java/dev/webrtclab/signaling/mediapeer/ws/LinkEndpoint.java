package dev.webrtclab.signaling.mediapeer.ws;

import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.json.WireJson;
import dev.webrtclab.protocol.link.PeerToSignaling;
import dev.webrtclab.signaling.ops.LogContext;
import dev.webrtclab.signaling.room.Arrival;
import dev.webrtclab.signaling.ws.Arrivals;
import dev.webrtclab.signaling.ws.SocketWire;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import java.time.Clock;
import org.jboss.logging.Logger;

/** The link of the media-peer-services; its clients showed the link token. */
@WebSocket(path = "/internal/media-peers")
public class LinkEndpoint {
    private static final Logger LOG = Logger.getLogger(LinkEndpoint.class);
    private static final WireJson<PeerToSignaling> JSON = WireJson.of(PeerToSignaling.class);

    private final LinkSessions sessions;
    private final LinkMessages messages;
    private final Arrivals arrivals;
    private final Clock clock;

    LinkEndpoint(LinkSessions sessions, LinkMessages messages, Arrivals arrivals, Clock clock) {
        this.sessions = sessions;
        this.messages = messages;
        this.arrivals = arrivals;
        this.clock = clock;
    }

    @OnOpen
    @NonBlocking
    void opened(WebSocketConnection connection) {
        sessions.opened(connection);
    }

    @OnTextMessage
    @NonBlocking
    void text(String text, WebSocketConnection connection) {
        Arrival received = arrivals.now();
        try {
            sessions.find(connection).ifPresent(session -> heard(session, text, received));
        } finally {
            arrivals.handled();
        }
    }

    private void heard(LinkSession session, String text, Arrival received) {
        session.heard(clock.instant());
        try (var _ = LogContext.of(session.id(), null, null)) {
            answer(session, text, received);
        }
    }

    private void answer(LinkSession session, String text, Arrival received) {
        try {
            messages.apply(session, JSON.decode(text), received);
        } catch (RefusedException e) {
            LOG.warnf("a media peer sent what is no message of the link: %s", e.getMessage());
        }
    }

    @OnClose
    @NonBlocking
    void closed(WebSocketConnection connection, CloseReason reason) {
        sessions.closed(connection);
    }

    @OnError
    @NonBlocking
    void failed(Throwable failure, WebSocketConnection connection) {
        if (SocketWire.isBreak(failure)) {
            return;
        }
        try (var _ = LogContext.of(connection.id(), null, null)) {
            LOG.error("a message of a media peer could not be handled", failure);
        }
    }
}
