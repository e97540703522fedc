package dev.webrtclab.signaling.mediapeer;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.Refusal;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.protocol.signaling.Shown;
import dev.webrtclab.protocol.signaling.SourceChoice;
import dev.webrtclab.signaling.room.RoomBus;
import dev.webrtclab.signaling.room.RoomCommand;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for a media peer to show something else. A media peer answers every wish once, so the
 * oldest wish for the source that it names is the one meant. Safe for any number of threads.
 */
public final class SourceWishes {
    /** Most wishes for one peer that wait at the same time. */
    private static final int MOST_WAITING = 8;

    private final MediaPeers mediaPeers;
    private final RoomBus rooms;
    private final Duration patience;
    private final Clock clock;
    private final List<Wish> waiting = new ArrayList<>();

    private record Wish(
            PeerId peer, String source, Instant until, CompletableFuture<Shown> outcome) {
        boolean isFor(PeerId other, String shown) {
            return peer.equals(other) && source.equals(shown);
        }
    }

    /**
     * Wishes over this registry and these rooms.
     *
     * @param patience how long a media peer may take
     */
    public SourceWishes(MediaPeers mediaPeers, RoomBus rooms, Duration patience, Clock clock) {
        this.mediaPeers = mediaPeers;
        this.rooms = rooms;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * Asks a media peer to show something else. The outcome is what it shows then, or fails with
     * {@link RefusedException}: {@link ErrorCode#PEER_UNKNOWN}, {@link ErrorCode#SOURCE_UNKNOWN},
     * {@link ErrorCode#SOURCE_FAILED}, {@link ErrorCode#MEDIA_PEER_LOST} or {@link
     * ErrorCode#ANSWER_TIMEOUT}. All in the room hear of a change before it is done.
     *
     * @param room where the peer has to be
     */
    public CompletableFuture<Shown> ask(RoomId room, PeerId peer, SourceChoice choice) {
        Wish wish;
        try {
            mediaPeers
                    .find(peer)
                    .filter(placement -> placement.room().equals(room))
                    .orElseThrow(
                            () ->
                                    new RefusedException(
                                            ErrorCode.PEER_UNKNOWN,
                                            "the target is no media peer of this room"));
            mediaPeers.requireSource(peer, choice.source());
            wish = add(peer, choice.source());
        } catch (RefusedException e) {
            return CompletableFuture.failedFuture(e);
        }
        rooms.carry(room, new RoomCommand.SetSource(peer, choice))
                .thenAccept(refusal -> refusal.ifPresent(no -> refuse(take(wish::equals), no)));
        return wish.outcome();
    }

    /** A media peer shows something else, asked for or not. */
    public void changed(PeerId peer, Shown shown) {
        settle(
                take(wish -> wish.isFor(peer, shown.source())),
                wish -> wish.outcome().complete(shown));
    }

    /** A media peer refused a wish. */
    public void refused(PeerId peer, String source, Refusal refusal) {
        refuse(take(wish -> wish.isFor(peer, source)), refusal);
    }

    /** Gives up on media peers that are gone, or did not answer in time. */
    public void expire() {
        for (Wish wish : takeAll(each -> mediaPeers.find(each.peer()).isEmpty())) {
            refuse(wish, new Refusal(ErrorCode.MEDIA_PEER_LOST, "the media peer has left"));
        }
        Instant now = clock.instant();
        for (Wish wish : takeAll(each -> !each.until().isAfter(now))) {
            refuse(
                    wish,
                    new Refusal(
                            ErrorCode.ANSWER_TIMEOUT,
                            "no answer within " + patience.toSeconds() + " s"));
        }
    }

    private synchronized Wish add(PeerId peer, String source) throws RefusedException {
        if (waiting.stream().filter(wish -> wish.peer().equals(peer)).count() >= MOST_WAITING) {
            throw new RefusedException(
                    ErrorCode.SOURCE_FAILED,
                    MOST_WAITING + " other wishes for this media peer wait already");
        }
        var wish =
                new Wish(peer, source, clock.instant().plus(patience), new CompletableFuture<>());
        waiting.add(wish);
        return wish;
    }

    private synchronized @Nullable Wish take(Predicate<Wish> which) {
        Wish found = waiting.stream().filter(which).findFirst().orElse(null);
        waiting.remove(found);
        return found;
    }

    private synchronized List<Wish> takeAll(Predicate<Wish> which) {
        List<Wish> found = waiting.stream().filter(which).toList();
        waiting.removeAll(found);
        return found;
    }

    /** Outside the lock: whoever waits may do anything then. */
    private static void settle(@Nullable Wish wish, Consumer<Wish> how) {
        if (wish != null) {
            how.accept(wish);
        }
    }

    private static void refuse(@Nullable Wish wish, Refusal refusal) {
        settle(
                wish,
                each ->
                        each.outcome()
                                .completeExceptionally(
                                        new RefusedException(refusal.code(), refusal.detail())));
    }
}
