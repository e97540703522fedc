package dev.webrtclab.signaling.mediapeer;

import dev.webrtclab.protocol.Refusal;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.protocol.signaling.SourceChoice;
import dev.webrtclab.signaling.room.MediaPeerSeat;
import dev.webrtclab.signaling.room.RoomBus;
import dev.webrtclab.signaling.room.RoomCommand;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Brings a media peer into a room: takes a place first, and gives it back if the room refuses. */
public final class Calls {
    private final MediaPeers mediaPeers;
    private final RoomBus rooms;
    private final Clock clock;

    /** Calls over this registry and these rooms. */
    public Calls(MediaPeers mediaPeers, RoomBus rooms, Clock clock) {
        this.mediaPeers = mediaPeers;
        this.rooms = rooms;
        this.clock = clock;
    }

    /**
     * What is wanted.
     *
     * @param caller the participant that asks, or {@code null} when it is started from outside
     * @param mediaPeer id or name, or {@code null} for the least loaded
     * @param choice or {@code null} for the first that the chosen one has
     */
    public record Wish(
            RoomId room,
            @Nullable PeerId caller,
            @Nullable String mediaPeer,
            @Nullable SourceChoice choice,
            boolean trickle) {}

    /**
     * Places a media peer. The stage fails with {@link RefusedException} when that is not possible.
     */
    public CompletionStage<Placement> call(Wish wish) {
        PeerId peer =
                wish.caller() == null ? MediaPeerSeat.newStartedId() : MediaPeerSeat.newCalledId();
        Placement placement;
        try {
            placement =
                    mediaPeers.reserve(
                            peer, wish.room(), wish.mediaPeer(), wish.choice(), clock.instant());
        } catch (RefusedException e) {
            return CompletableFuture.failedStage(e);
        }
        MediaPeerSeat seat =
                new MediaPeerSeat(
                        peer,
                        placement.mediaPeer(),
                        placement.shows(),
                        placement.state(),
                        wish.trickle());
        return rooms.carry(wish.room(), new RoomCommand.Invite(seat, wish.caller()))
                .thenCompose(refusal -> settle(placement, refusal));
    }

    private CompletionStage<Placement> settle(Placement placement, Optional<Refusal> refusal) {
        if (refusal.isEmpty()) {
            return CompletableFuture.completedStage(placement);
        }
        mediaPeers.released(placement.peer());
        return CompletableFuture.failedStage(
                new RefusedException(refusal.get().code(), refusal.get().detail()));
    }
}
