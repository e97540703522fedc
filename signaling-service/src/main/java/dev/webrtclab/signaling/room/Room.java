package dev.webrtclab.signaling.room;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.protocol.signaling.MediaState;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.protocol.signaling.ServerMessage;
import dev.webrtclab.protocol.signaling.SourceChoice;
import dev.webrtclab.signaling.room.RoomCommand.Chat;
import dev.webrtclab.signaling.room.RoomCommand.ConnectionEnded;
import dev.webrtclab.signaling.room.RoomCommand.ConnectionLost;
import dev.webrtclab.signaling.room.RoomCommand.Expire;
import dev.webrtclab.signaling.room.RoomCommand.Invite;
import dev.webrtclab.signaling.room.RoomCommand.Join;
import dev.webrtclab.signaling.room.RoomCommand.Leave;
import dev.webrtclab.signaling.room.RoomCommand.Notify;
import dev.webrtclab.signaling.room.RoomCommand.PeerEnded;
import dev.webrtclab.signaling.room.RoomCommand.Relay;
import dev.webrtclab.signaling.room.RoomCommand.Restore;
import dev.webrtclab.signaling.room.RoomCommand.SetSource;
import dev.webrtclab.signaling.room.RoomCommand.SourceChanged;
import dev.webrtclab.signaling.room.RoomCommand.SourceEnded;
import dev.webrtclab.signaling.room.RoomCommand.State;
import dev.webrtclab.signaling.room.RoomCommand.Stop;
import dev.webrtclab.signaling.room.RoomCommand.View;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Members and rules of one room. A value: a command makes a new one. Nothing that is said in it
 * leaves it, and the sender of a message is always the member that the connection speaks for.
 */
public final class Room {
    private final RoomId id;
    private final int capacity;
    private final Map<PeerId, Seat> seats;

    Room(RoomId id, int capacity, Map<PeerId, Seat> seats) {
        this.id = id;
        this.capacity = capacity;
        this.seats = Collections.unmodifiableMap(new LinkedHashMap<>(seats));
    }

    /** A room without members. */
    public static Room empty(RoomId id, int capacity) {
        return new Room(id, capacity, Map.of());
    }

    RoomId id() {
        return id;
    }

    int capacity() {
        return capacity;
    }

    Map<PeerId, Seat> seats() {
        return seats;
    }

    /** Whether nobody holds a seat, not even an absent one. */
    public boolean isEmpty() {
        return seats.isEmpty();
    }

    /** Ids of all members, in the order they came. */
    public Collection<PeerId> members() {
        return seats.keySet();
    }

    /** Whether a command of time could change something. */
    boolean waitsForSomebody() {
        return seats.values().stream().anyMatch(Seat.Absent.class::isInstance);
    }

    /** What follows from a command; no default branch: a new command asks to be handled. */
    public Transition apply(RoomCommand command, Instant now) {
        return switch (command) {
            case Join join -> join(join);
            case Relay relay -> relay(relay);
            case Chat chat -> chat(chat);
            case State(var from, var state) -> state(from, state);
            case SetSource(var target, var choice) -> setSource(target, choice);
            case SourceChanged(var peer, var shows, var state, var problem) ->
                    seats.get(peer) instanceof Seat.Media media
                            ? change().show(media, shows, state, problem).done()
                            : Transition.unchanged(this);
            case SourceEnded(var peer, var source) ->
                    seats.get(peer) instanceof Seat.Media media
                            ? change().sourceEnded(media, source).done()
                            : Transition.unchanged(this);
            case Leave leave -> leave(leave);
            case ConnectionLost lost -> connectionLost(lost, now);
            case Invite invite -> invite(invite);
            case Restore restore -> restore(restore, now);
            case View(var viewer, var target) -> view(viewer, target);
            case Stop(var peer, var reason) -> stop(peer, reason);
            case PeerEnded(var peer, var reason) ->
                    seats.get(peer) instanceof Seat.Media media
                            ? change().remove(media, reason).done()
                            : Transition.unchanged(this);
            case ConnectionEnded ended -> connectionEnded(ended);
            case Notify notify -> notify(notify);
            case Expire() -> expire(now);
        };
    }

    private Transition join(Join join) {
        Seat taken = seats.get(join.peer());
        if (taken == null) {
            return seats.size() >= capacity
                    ? Transition.refused(
                            this, ErrorCode.ROOM_FULL, "the room holds " + capacity + " members")
                    : change().announce(join).sit(join, null, List.of()).done();
        }
        if (!join.proven() || taken instanceof Seat.Media) {
            return Transition.refused(
                    this,
                    ErrorCode.PEER_ID_TAKEN,
                    "somebody in this room has that id; a resume token would prove it is you");
        }
        return switch (taken) {
            case Seat.Absent absent -> change().sit(join, absent.state(), absent.mailbox()).done();
            case Seat.Present present ->
                    change().replace(present).sit(join, present.state(), List.of()).done();
            case Seat.Media media -> throw new IllegalStateException("refused above: " + media);
        };
    }

    private Transition relay(Relay relay) {
        if (!seats.containsKey(relay.from())) {
            return Transition.refused(this, ErrorCode.NOT_JOINED, "the sender is in no room");
        }
        RoomChange change = change();
        if (relay.target() == null) {
            seats.values().stream()
                    .filter(seat -> !seat.peer().equals(relay.from()))
                    .filter(seat -> !(seat instanceof Seat.Media media) || media.wants(relay))
                    .forEach(seat -> change.deliver(seat, relay));
            return change.done();
        }
        Seat target = seats.get(relay.target());
        if (target == null
                || relay.target().equals(relay.from())
                || !mayTalk(seats.get(relay.from()), target)) {
            return Transition.refused(
                    this, ErrorCode.PEER_UNKNOWN, "the target is no other member of this room");
        }
        return change.deliver(target, relay).done();
    }

    private Transition chat(Chat chat) {
        Seat from = seats.get(chat.from());
        if (from == null) {
            return Transition.refused(this, ErrorCode.NOT_JOINED, "the sender is in no room");
        }
        if (chat.target() == null) {
            return change().chat(from, null, chat).done();
        }
        return seats.get(chat.target()) instanceof Seat.Participant target && target != from
                ? change().chat(from, target, chat).done()
                : Transition.refused(
                        this,
                        ErrorCode.PEER_UNKNOWN,
                        "the target is no other participant of this room");
    }

    private Transition state(PeerId peer, MediaState state) {
        if (!(seats.get(peer) instanceof Seat.Participant from)) {
            return Transition.refused(this, ErrorCode.NOT_JOINED, "the sender is in no room");
        }
        return state.equals(from.state())
                ? Transition.unchanged(this)
                : change().state(from, state).done();
    }

    private Transition setSource(PeerId target, SourceChoice choice) {
        return seats.get(target) instanceof Seat.Media media
                ? change().setSource(media, choice).done()
                : Transition.refused(
                        this, ErrorCode.PEER_UNKNOWN, "the target is no media peer of this room");
    }

    /** Media peers talk to each other only when one was asked to call the other. */
    private static boolean mayTalk(@Nullable Seat from, Seat to) {
        return !(from instanceof Seat.Media one && to instanceof Seat.Media other)
                || one.remotes().contains(other.peer())
                || other.remotes().contains(one.peer());
    }

    private Transition view(PeerId viewer, PeerId target) {
        return seats.get(viewer) instanceof Seat.Media media
                        && seats.get(target) instanceof Seat.Media
                        && !viewer.equals(target)
                ? change().view(media, target).done()
                : Transition.refused(
                        this,
                        ErrorCode.MEDIA_PEER_UNKNOWN,
                        "two media peers of this room are needed");
    }

    private Transition leave(Leave leave) {
        return seats.get(leave.peer()) instanceof Seat.Present present
                        && present.connection().equals(leave.connection())
                ? change().depart(present, leave.reason(), false).done()
                : Transition.refused(this, ErrorCode.NOT_JOINED, "this connection is in no room");
    }

    private Transition connectionLost(ConnectionLost lost, Instant now) {
        if (!(seats.get(lost.peer()) instanceof Seat.Present present)
                || !present.connection().equals(lost.connection())) {
            return Transition.unchanged(this);
        }
        return lost.grace().isZero()
                ? change().depart(present, LeaveReason.CONNECTION_LOST, false).done()
                : change().keepSeat(present, now.plus(lost.grace())).done();
    }

    private Transition invite(Invite invite) {
        if (seats.size() >= capacity) {
            return Transition.refused(
                    this, ErrorCode.ROOM_FULL, "the room holds " + capacity + " members");
        }
        if (invite.caller() != null && !seats.containsKey(invite.caller())) {
            return Transition.refused(this, ErrorCode.NOT_JOINED, "the caller is in no room");
        }
        return change().invite(invite.seat(), invite.caller()).done();
    }

    private Transition restore(Restore restore, Instant now) {
        Seat taken = seats.get(restore.seat().peer());
        if (taken != null && !(taken instanceof Seat.Media)) {
            return change().dismiss(restore.seat()).done();
        }
        return change().restore(restore.seat(), restore.remotes(), now.plus(restore.grace()))
                .retire()
                .done();
    }

    private Transition stop(PeerId peer, LeaveReason reason) {
        return seats.get(peer) instanceof Seat.Media media
                ? change().dismiss(media.seat()).remove(media, reason).done()
                : Transition.refused(
                        this, ErrorCode.MEDIA_PEER_UNKNOWN, "no media peer of this room has it");
    }

    private Transition connectionEnded(ConnectionEnded ended) {
        return seats.get(ended.peer()) instanceof Seat.Media media
                        && media.remotes().contains(ended.remote())
                ? change().disconnect(media, ended.remote(), ended.reason()).done()
                : Transition.unchanged(this);
    }

    private Transition notify(Notify notify) {
        RoomChange change = change();
        if (seats.get(notify.peer()) instanceof Seat.Media media
                && !notify.keepsConnection()
                && media.remotes().contains(notify.remote())) {
            change.part(media, notify.remote(), media.peer(), null);
        }
        Seat remote = seats.get(notify.remote());
        if (remote != null && seats.get(notify.peer()) instanceof Seat.Media) {
            change.send(remote, notify.message());
        }
        return change.retire().done();
    }

    private Transition expire(Instant now) {
        RoomChange change = change();
        for (Seat seat : seats.values()) {
            if (seat instanceof Seat.Absent absent && !absent.until().isAfter(now)) {
                change.depart(absent, LeaveReason.CONNECTION_LOST, true);
            }
        }
        return change.done();
    }

    ServerMessage.RoomPeers othersThan(PeerId peer, Map<PeerId, Seat> current) {
        List<Seat> others =
                current.values().stream().filter(seat -> !seat.peer().equals(peer)).toList();
        return new ServerMessage.RoomPeers(
                others.stream().map(Seat::peer).toList(),
                others.stream().map(Seat::member).toList());
    }

    private RoomChange change() {
        return new RoomChange(this);
    }
}
