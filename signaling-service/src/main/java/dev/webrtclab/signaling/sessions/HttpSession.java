package dev.webrtclab.signaling.sessions;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.protocol.signaling.ServerMessage;
import dev.webrtclab.signaling.mediapeer.Placement;
import dev.webrtclab.signaling.room.ConnectionId;
import dev.webrtclab.signaling.room.Delivery;
import dev.webrtclab.signaling.room.Recipient;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One call over HTTP signaling: the only participant of a private room, without a socket. What the
 * room says to it becomes the answer of the POST or the end of the session.
 */
final class HttpSession implements Recipient {
    private final String id;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final Clock clock;
    private final Runnable onEnd;
    private volatile @Nullable Placement placement;
    private volatile @Nullable LeaveReason reason;
    private volatile @Nullable Instant endedAt;

    HttpSession(String id, Clock clock, Runnable onEnd) {
        this.id = id;
        this.clock = clock;
        this.onEnd = onEnd;
    }

    String id() {
        return id;
    }

    RoomId room() {
        return new RoomId("http-" + id);
    }

    PeerId peer() {
        return new PeerId("http-" + id);
    }

    ConnectionId connection() {
        return new ConnectionId("http-" + id);
    }

    /**
     * What the media peer answered.
     *
     * @param sdp complete
     * @param delivery hears what becomes of it
     */
    record Answer(String sdp, Delivery delivery) {}

    /** The answer of the media peer, or the refusal. */
    CompletableFuture<Answer> answer() {
        return answer;
    }

    void placed(Placement place) {
        placement = place;
    }

    Placement placement() {
        return Objects.requireNonNull(placement, "a listed session has its place");
    }

    /** Why it ended, or {@code null} while it is active. */
    @Nullable LeaveReason reason() {
        return reason;
    }

    @Nullable Instant endedAt() {
        return endedAt;
    }

    /** Marks the end once; the first reason stays. */
    synchronized boolean end(LeaveReason why) {
        if (reason != null) {
            return false;
        }
        reason = why;
        endedAt = clock.instant();
        return true;
    }

    @Override
    public void send(ServerMessage message, Delivery delivery) {
        switch (message) {
            case ServerMessage.Answer(var from, var description) -> {
                if (!answer.complete(new Answer(description.sdp(), delivery))) {
                    delivery.dropped();
                }
            }
            case ServerMessage.Error error -> {
                answer.completeExceptionally(
                        new RefusedException(code(error.code()), error.detail()));
            }
            case ServerMessage.PeerLeft(var peer, var why) -> {
                answer.completeExceptionally(
                        new RefusedException(
                                ErrorCode.MEDIA_PEER_LOST,
                                "the media peer ended before it answered"));
                if (end(why)) {
                    onEnd.run();
                }
            }
            default -> delivery.dropped();
        }
    }

    private static ErrorCode code(String slug) {
        return Arrays.stream(ErrorCode.values())
                .filter(code -> code.slug().equals(slug))
                .findFirst()
                .orElse(ErrorCode.INTERNAL_ERROR);
    }

    @Override
    public void close(ErrorCode code) {}

    @Override
    public void seated(RoomId room, PeerId peer) {}

    @Override
    public void unseated() {}
}
