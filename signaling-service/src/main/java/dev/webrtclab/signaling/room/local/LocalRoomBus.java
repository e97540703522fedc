package dev.webrtclab.signaling.room.local;

import dev.webrtclab.protocol.Refusal;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.signaling.LabClock;
import dev.webrtclab.signaling.SignalingConfig;
import dev.webrtclab.signaling.ops.SignalingMetrics;
import dev.webrtclab.signaling.records.Recorder;
import dev.webrtclab.signaling.room.Arrival;
import dev.webrtclab.signaling.room.Delivery;
import dev.webrtclab.signaling.room.MediaPeerOutlet;
import dev.webrtclab.signaling.room.Recipients;
import dev.webrtclab.signaling.room.RoomBus;
import dev.webrtclab.signaling.room.RoomCommand;
import dev.webrtclab.signaling.room.RoomEffect;
import dev.webrtclab.signaling.room.Rooms;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** All rooms in this process: a command is applied and its effects are queued before it returns. */
@Singleton
public final class LocalRoomBus implements RoomBus {
    /** When the command came whose effects are carried out by the present thread. */
    private static final ScopedValue<Arrival> CAUSE = ScopedValue.newInstance();

    private final Rooms rooms;
    private final Recipients recipients;
    private final MediaPeerOutlet mediaPeers;
    private final Recorder recorder;
    private final Clock clock;

    LocalRoomBus(
            SignalingConfig config,
            Recipients recipients,
            MediaPeerOutlet mediaPeers,
            Recorder recorder,
            SignalingMetrics metrics,
            Clock clock) {
        this.rooms = new Rooms(config.roomCapacity(), this::perform);
        this.recipients = recipients;
        this.mediaPeers = mediaPeers;
        this.recorder = recorder;
        this.clock = clock;
        metrics.gauge("signaling.rooms", "Rooms with members", rooms::size);
    }

    @Override
    public CompletionStage<Optional<Refusal>> carry(RoomId room, RoomCommand command) {
        return CompletableFuture.completedStage(rooms.apply(room, command, clock.instant()));
    }

    @Override
    public CompletionStage<Optional<Refusal>> carry(
            RoomId room, RoomCommand command, Arrival arrived) {
        return ScopedValue.where(CAUSE, arrived).call(() -> carry(room, command));
    }

    /** Frees the seats whose grace is over. */
    public void expire() {
        rooms.expire(clock.instant());
    }

    private void perform(RoomId room, RoomEffect effect) {
        double now = LabClock.toMillis(clock.instant());
        Arrival arrived = CAUSE.orElse(new Arrival(now, 0));
        Recorder.Seen seen = recorder.seen(room, effect, arrived, now);
        perform(effect, seen.delivery());
        seen.more().forEach(send -> perform(send, Delivery.UNWATCHED));
    }

    private void perform(RoomEffect effect, Delivery delivery) {
        switch (effect) {
            case RoomEffect.Send(var to, var message) ->
                    recipients
                            .find(to)
                            .ifPresentOrElse(
                                    recipient -> recipient.send(message, delivery),
                                    delivery::dropped);
            case RoomEffect.Close(var connection, var code) ->
                    recipients.find(connection).ifPresent(recipient -> recipient.close(code));
            case RoomEffect.Seated(var connection, var room, var peer) ->
                    recipients.find(connection).ifPresent(r -> r.seated(room, peer));
            case RoomEffect.Unseated(var connection, var isLost) ->
                    recipients.find(connection).ifPresent(recipient -> recipient.unseated());
            case RoomEffect.Tell(var mediaPeer, var message) -> mediaPeers.tell(mediaPeer, message);
            case RoomEffect.Pass(var mediaPeer, var peer, var from, var signal) ->
                    mediaPeers.pass(mediaPeer, peer, from, signal, delivery);
            case RoomEffect.View(var mediaPeer, var peer, var remote) ->
                    mediaPeers.view(mediaPeer, peer, remote);
            case RoomEffect.Parted(var mediaPeer, var peer, var remote, var by, var reason) ->
                    mediaPeers.parted(mediaPeer, peer, remote);
            case RoomEffect.Released(var mediaPeer, var peer, var reason) ->
                    mediaPeers.released(mediaPeer, peer);
        }
    }
}
