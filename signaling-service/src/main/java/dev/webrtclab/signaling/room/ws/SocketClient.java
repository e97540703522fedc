package dev.webrtclab.signaling.room.ws;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.Refusal;
import dev.webrtclab.protocol.json.WireJson;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.protocol.signaling.ServerMessage;
import dev.webrtclab.signaling.limits.TokenBucket;
import dev.webrtclab.signaling.room.ConnectionId;
import dev.webrtclab.signaling.room.Delivery;
import dev.webrtclab.signaling.room.Recipient;
import dev.webrtclab.signaling.ws.Outbox;
import io.quarkus.websockets.next.CloseReason;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One open socket of {@code /ws}: what it speaks for, how it behaves, and its outbound queue. */
final class SocketClient implements Recipient {
    private static final WireJson<ServerMessage> JSON = WireJson.of(ServerMessage.class);

    private final ConnectionId id;
    private final Outbox outbox;
    private final String address;
    private final TokenBucket bucket;
    private final TokenBucket chats;
    private final Supplier<ServerMessage> greeting;
    private volatile @Nullable Place place;
    private volatile Instant lastHeard;
    private volatile boolean beats;
    private volatile boolean resumes;
    private int violations;
    private volatile boolean ending;
    private volatile boolean broken;

    /** The member that a connection speaks for. */
    record Place(RoomId room, PeerId peer) {}

    SocketClient(
            ConnectionId id,
            String address,
            Outbox outbox,
            TokenBucket bucket,
            TokenBucket chats,
            Supplier<ServerMessage> greeting,
            Instant now) {
        this.id = id;
        this.outbox = outbox;
        this.address = address;
        this.bucket = bucket;
        this.chats = chats;
        this.greeting = greeting;
        this.lastHeard = now;
    }

    ConnectionId id() {
        return id;
    }

    /** Where it connected from. */
    String address() {
        return address;
    }

    @Nullable Place place() {
        return place;
    }

    void heard(Instant now) {
        lastHeard = now;
    }

    /** It sent {@code clock}: from now on its silence means something, and it can resume. */
    void beats() {
        beats = true;
        resumes = true;
    }

    void resumes() {
        resumes = true;
    }

    /** Whether it is worth keeping its seat when the socket breaks. */
    boolean canResume() {
        return resumes;
    }

    boolean isSilentSince(Instant deadline) {
        return beats && lastHeard.isBefore(deadline);
    }

    /** Takes one message from its allowance. */
    boolean mayAsk(long nanos) {
        return bucket.tryTake(nanos);
    }

    /** Takes one chat message from its allowance. */
    boolean mayChat(long nanos) {
        return chats.tryTake(nanos);
    }

    /** Whether it is being closed: what it says from then on is not heard. */
    boolean isEnding() {
        return ending;
    }

    /** The network ended it, without a closing handshake. */
    void broke() {
        broken = true;
    }

    boolean isBroken() {
        return broken;
    }

    /** Counts one invalid message. */
    int violated() {
        return ++violations;
    }

    /**
     * Tells a refusal.
     *
     * @param messageId of a refused chat message
     */
    void refuse(Refusal refusal, @Nullable String inReplyTo, @Nullable String messageId) {
        send(
                new ServerMessage.Error(
                        refusal.code().slug(),
                        refusal.code().title(),
                        refusal.detail(),
                        inReplyTo,
                        messageId));
    }

    @Override
    public void send(ServerMessage message, Delivery delivery) {
        String text = JSON.encode(message);
        if (message instanceof ServerMessage.Evidence) {
            outbox.sendIfRoom(text, delivery);
        } else {
            outbox.send(text, delivery);
        }
    }

    @Override
    public void close(ErrorCode code) {
        ending = true;
        outbox.closeAfterwards(new CloseReason(code.closeCode().orElse(1000), code.slug()));
    }

    /** Closes without sending what waits: the receiver does not read anyway. */
    void abandon(ErrorCode code) {
        ending = true;
        outbox.closeNow(new CloseReason(code.closeCode().orElse(1000), code.slug()));
    }

    /** The service goes down and comes back. */
    void restart() {
        outbox.closeNow(new CloseReason(1012, "restarting"));
    }

    void gone() {
        outbox.gone();
    }

    @Override
    public void seated(RoomId room, PeerId peer) {
        place = new Place(room, peer);
        send(greeting.get());
    }

    @Override
    public void unseated() {
        place = null;
    }
}
