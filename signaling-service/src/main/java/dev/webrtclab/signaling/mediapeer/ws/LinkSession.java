package dev.webrtclab.signaling.mediapeer.ws;

import dev.webrtclab.protocol.json.WireJson;
import dev.webrtclab.protocol.link.SignalingToPeer;
import dev.webrtclab.signaling.ws.Outbox;
import io.quarkus.websockets.next.CloseReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One open socket of a media-peer-service. */
final class LinkSession {
    private static final WireJson<SignalingToPeer> JSON = WireJson.of(SignalingToPeer.class);

    private final String id;
    private final Outbox outbox;
    private volatile Instant lastHeard;
    private volatile boolean beats;
    private volatile @Nullable String mediaPeer;

    LinkSession(String id, Outbox outbox, Instant now) {
        this.id = id;
        this.outbox = outbox;
        this.lastHeard = now;
    }

    String id() {
        return id;
    }

    Outbox outbox() {
        return outbox;
    }

    /** Who registered on it, or {@code null} before. */
    @Nullable String mediaPeer() {
        return mediaPeer;
    }

    void registered(String mediaPeerId) {
        mediaPeer = mediaPeerId;
    }

    void heard(Instant now) {
        lastHeard = now;
    }

    void beats() {
        beats = true;
    }

    boolean isSilentSince(Instant deadline) {
        return beats && lastHeard.isBefore(deadline);
    }

    void send(SignalingToPeer message) {
        outbox.send(JSON.encode(message));
    }

    void close(int code, String reason) {
        outbox.closeNow(new CloseReason(code, reason));
    }
}
