package dev.webrtclab.signaling.room;

import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.protocol.signaling.MediaState;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.ServerMessage;
import dev.webrtclab.protocol.signaling.Shown;
import dev.webrtclab.protocol.signaling.Signal;
import dev.webrtclab.protocol.signaling.SourceChoice;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is asked of one room. */
public sealed interface RoomCommand {

    /**
     * A participant comes in, or back.
     *
     * @param proven its resume token was valid: it may take over the seat of that id
     * @param welcome first message to it once it is in
     */
    record Join(
            ConnectionId connection,
            PeerId peer,
            @Nullable String displayName,
            boolean proven,
            ServerMessage.Welcome welcome)
            implements RoomCommand {}

    /** A member says something to one other, or without target to all others. */
    record Relay(PeerId from, @Nullable PeerId target, Signal signal) implements RoomCommand {}

    /**
     * A participant writes something for another one, or without target for all others.
     *
     * @param at when it came in, in ms on the lab clock
     */
    record Chat(PeerId from, @Nullable PeerId target, String id, String text, double at)
            implements RoomCommand {}

    /** A participant says what it sends from now on. */
    record State(PeerId from, MediaState state) implements RoomCommand {}

    /** Somebody wants a media peer to show something else. */
    record SetSource(PeerId target, SourceChoice choice) implements RoomCommand {}

    /**
     * A media peer shows something else.
     *
     * @param state what it sends with that
     * @param problem why it is not what was asked for
     */
    record SourceChanged(PeerId peer, Shown shows, MediaState state, @Nullable String problem)
            implements RoomCommand {}

    /** What a media peer shows came to its end. */
    record SourceEnded(PeerId peer, String source) implements RoomCommand {}

    /** A participant goes and says so. */
    record Leave(ConnectionId connection, PeerId peer, LeaveReason reason) implements RoomCommand {}

    /**
     * A connection ended without a goodbye.
     *
     * @param grace how long its seat is kept; zero for clients that can not resume
     */
    record ConnectionLost(ConnectionId connection, PeerId peer, Duration grace)
            implements RoomCommand {}

    /**
     * A media peer comes in.
     *
     * @param caller who asked for it in the room, or {@code null} when it was started from outside
     */
    record Invite(MediaPeerSeat seat, @Nullable PeerId caller) implements RoomCommand {}

    /**
     * A media peer was running before this service knew of it.
     *
     * @param remotes who has a connection to it; their seats are kept for {@code grace}
     */
    record Restore(MediaPeerSeat seat, Set<PeerId> remotes, Duration grace) implements RoomCommand {
        public Restore {
            remotes = Set.copyOf(remotes);
        }
    }

    /** A media peer is to call another one of this room, and to receive its video. */
    record View(PeerId viewer, PeerId target) implements RoomCommand {}

    /** A media peer is to go. */
    record Stop(PeerId peer, LeaveReason reason) implements RoomCommand {}

    /** A media peer went by itself, or was lost. */
    record PeerEnded(PeerId peer, LeaveReason reason) implements RoomCommand {}

    /** The connection between a media peer and one remote ended. */
    record ConnectionEnded(PeerId peer, PeerId remote, LeaveReason reason) implements RoomCommand {}

    /**
     * A media peer has something to say to one remote alone: evidence or a refusal.
     *
     * @param keepsConnection {@code false} when the refused message left no connection behind
     */
    record Notify(PeerId peer, PeerId remote, ServerMessage message, boolean keepsConnection)
            implements RoomCommand {}

    /** Time went by: seats whose grace is over become free. */
    record Expire() implements RoomCommand {}
}
