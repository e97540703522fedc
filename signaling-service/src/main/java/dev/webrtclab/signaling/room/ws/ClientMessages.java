package dev.webrtclab.signaling.room.ws;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.Refusal;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.record.Source.Where;
import dev.webrtclab.protocol.signaling.ClientMessage;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.ServerMessage;
import dev.webrtclab.protocol.signaling.SourceChoice;
import dev.webrtclab.signaling.LabClock;
import dev.webrtclab.signaling.SignalingConfig;
import dev.webrtclab.signaling.limits.SourceLimits;
import dev.webrtclab.signaling.mediapeer.Calls;
import dev.webrtclab.signaling.mediapeer.SourceWishes;
import dev.webrtclab.signaling.ops.SignalingMetrics;
import dev.webrtclab.signaling.records.SessionRecords;
import dev.webrtclab.signaling.relay.TurnUsers;
import dev.webrtclab.signaling.room.Arrival;
import dev.webrtclab.signaling.room.ResumeTokens;
import dev.webrtclab.signaling.room.RoomBus;
import dev.webrtclab.signaling.room.RoomCommand;
import dev.webrtclab.signaling.room.SignalGuard;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** What each message of a client asks for: a command for its room, a call, an answer. */
@Singleton
final class ClientMessages {
    private static final Logger LOG = Logger.getLogger(ClientMessages.class);

    private final SignalingConfig config;
    private final RoomBus rooms;
    private final Calls calls;
    private final SourceWishes wishes;
    private final SourceLimits joins;
    private final ResumeTokens tokens;
    private final Refusals refusals;
    private final SessionRecords records;
    private final TurnUsers turnUsers;
    private final SignalingMetrics metrics;
    private final Clock clock;

    ClientMessages(
            SignalingConfig config,
            RoomBus rooms,
            Calls calls,
            SourceWishes wishes,
            ResumeTokens tokens,
            Refusals refusals,
            SessionRecords records,
            TurnUsers turnUsers,
            SignalingMetrics metrics,
            Clock clock) {
        this.config = config;
        this.rooms = rooms;
        this.calls = calls;
        this.wishes = wishes;
        this.joins =
                new SourceLimits(config.limits().joinsBurst(), config.limits().joinsPerSecond());
        this.tokens = tokens;
        this.refusals = refusals;
        this.records = records;
        this.turnUsers = turnUsers;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Carries out one message, in the order of its socket; what a room refuses is answered later.
     */
    void apply(SocketClient client, ClientMessage message, Arrival received)
            throws RefusedException {
        LOG.debugf("received %s", message.getClass().getSimpleName());
        switch (message) {
            case ClientMessage.Join join -> join(client, join);
            case ClientMessage.Addressed addressed -> relay(client, addressed, received);
            case ClientMessage.Call call -> call(client, call);
            case ClientMessage.SetSource wish -> setSource(client, wish);
            case ClientMessage.Chat chat -> chat(client, chat, received);
            case ClientMessage.State state -> {
                var place = requirePlace(client);
                settle(
                        client,
                        rooms.carry(
                                place.room(), new RoomCommand.State(place.peer(), state.media())),
                        "state");
            }
            case ClientMessage.Leave(var reason) -> {
                var place = requirePlace(client);
                settle(
                        client,
                        rooms.carry(
                                place.room(),
                                new RoomCommand.Leave(
                                        client.id(),
                                        place.peer(),
                                        reason == null ? LeaveReason.LEFT : reason)),
                        "leave");
            }
            case ClientMessage.Clock(var id, var sentAt) -> {
                client.beats();
                client.send(
                        new ServerMessage.Clock(
                                id, sentAt, received.at(), LabClock.toMillis(clock.instant())));
            }
            case ClientMessage.Outcome outcome -> metrics.outcome(outcome);
            case ClientMessage.Evidence(var remote, var at, var uncertaintyMs, var event) -> {
                var place = requirePlace(client);
                records.observed(
                        place.room(),
                        place.peer(),
                        remote,
                        Where.BROWSER,
                        at,
                        uncertaintyMs,
                        event);
                if (event instanceof EvidenceEvent.Environment environment
                        && environment.turnUser() != null) {
                    turnUsers.claimed(
                            environment.turnUser(),
                            place.room(),
                            place.peer(),
                            remote,
                            received.at());
                }
            }
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
        } else if (!joins.take(client.address(), System.nanoTime()).isZero()) {
            refusals.end(
                    client,
                    ErrorCode.RATE_LIMITED,
                    "at most "
                            + config.limits().joinsPerSecond()
                            + " joins per second from one address, "
                            + config.limits().joinsBurst()
                            + " at once");
            return;
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

    private void relay(SocketClient client, ClientMessage.Addressed message, Arrival received)
            throws RefusedException {
        var place = requirePlace(client);
        SignalGuard.check(message.signal());
        rooms.carry(
                        place.room(),
                        new RoomCommand.Relay(place.peer(), message.target(), message.signal()),
                        received)
                .thenAccept(
                        refusal ->
                                refusal.ifPresentOrElse(
                                        r -> refusals.refuse(client, r, MessageType.of(message)),
                                        () -> metrics.relayed(message.signal())));
    }

    private void call(SocketClient client, ClientMessage.Call call) throws RefusedException {
        var place = requirePlace(client);
        calls.call(
                        new Calls.Wish(
                                place.room(),
                                place.peer(),
                                call.mediaPeer(),
                                call.source() == null ? null : SourceChoice.of(call.source()),
                                true))
                .whenComplete(
                        (placement, failure) -> {
                            if (failure instanceof RefusedException refused) {
                                refusals.refuse(client, refused.refusal(), "call");
                            }
                        });
    }

    /** All in the room hear when it is done; the one who asked hears why it is not. */
    private void setSource(SocketClient client, ClientMessage.SetSource wish)
            throws RefusedException {
        var place = requirePlace(client);
        wishes.ask(place.room(), wish.target(), wish.choice())
                .whenComplete(
                        (shown, failure) -> {
                            if (failure instanceof RefusedException refused) {
                                refusals.refuse(client, refused.refusal(), "set_source");
                            }
                        });
    }

    private void chat(SocketClient client, ClientMessage.Chat chat, Arrival received)
            throws RefusedException {
        var place = requirePlace(client);
        if (!client.mayChat(System.nanoTime())) {
            refusals.refuse(
                    client,
                    new Refusal(
                            ErrorCode.CHAT_LIMITED,
                            "at most "
                                    + config.limits().chatsPerSecond()
                                    + " chat messages per second, "
                                    + config.limits().chatsBurst()
                                    + " at once"),
                    "chat",
                    chat.id());
            return;
        }
        rooms.carry(
                        place.room(),
                        new RoomCommand.Chat(
                                place.peer(), chat.target(), chat.id(), chat.text(), received.at()))
                .thenAccept(
                        refusal ->
                                refusal.ifPresent(
                                        no -> refusals.refuse(client, no, "chat", chat.id())));
    }

    private void settle(
            SocketClient client, CompletionStage<Optional<Refusal>> outcome, String inReplyTo) {
        outcome.thenAccept(
                refusal -> refusal.ifPresent(r -> refusals.refuse(client, r, inReplyTo)));
    }

    private static SocketClient.Place requirePlace(SocketClient client) throws RefusedException {
        SocketClient.Place place = client.place();
        if (place == null) {
            throw new RefusedException(ErrorCode.NOT_JOINED, "send join first");
        }
        return place;
    }

    private static PeerId newPeerId() {
        RandomGenerator random = ThreadLocalRandom.current();
        return new PeerId("peer-" + HexFormat.of().toHexDigits(random.nextLong()));
    }
}
