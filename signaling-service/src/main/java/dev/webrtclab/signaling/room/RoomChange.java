package dev.webrtclab.signaling.room;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.link.SignalingToPeer;
import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.protocol.signaling.MediaState;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.Role;
import dev.webrtclab.protocol.signaling.ServerMessage;
import dev.webrtclab.protocol.signaling.Shown;
import dev.webrtclab.protocol.signaling.Signal;
import dev.webrtclab.protocol.signaling.SourceChoice;
import dev.webrtclab.signaling.room.RoomCommand.Chat;
import dev.webrtclab.signaling.room.RoomCommand.Join;
import dev.webrtclab.signaling.room.RoomCommand.Relay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One change of a room in the making: the seats as they become, and the effects in order. */
final class RoomChange {
    private final Room room;
    private final Map<PeerId, Seat> seats;
    private final List<RoomEffect> effects = new ArrayList<>();

    RoomChange(Room room) {
        this.room = room;
        this.seats = new LinkedHashMap<>(room.seats());
    }

    Transition done() {
        return new Transition(new Room(room.id(), room.capacity(), seats), effects, null);
    }

    RoomChange announce(Join join) {
        toParticipants(
                join.peer(),
                new ServerMessage.PeerJoined(join.peer(), join.displayName(), Role.PARTICIPANT));
        return this;
    }

    /**
     * Gives the seat to the joiner and tells it where it is, then what it missed.
     *
     * @param state what it sent before, when it comes back
     */
    RoomChange sit(Join join, @Nullable MediaState state, List<ServerMessage> missed) {
        seats.put(
                join.peer(),
                new Seat.Present(join.peer(), join.displayName(), state, join.connection()));
        effects.add(new RoomEffect.Send(join.connection(), join.welcome()));
        effects.add(new RoomEffect.Send(join.connection(), room.othersThan(join.peer(), seats)));
        missed.forEach(message -> effects.add(new RoomEffect.Send(join.connection(), message)));
        effects.add(new RoomEffect.Seated(join.connection(), room.id(), join.peer()));
        return this;
    }

    RoomChange replace(Seat.Present older) {
        effects.add(new RoomEffect.Unseated(older.connection(), false));
        effects.add(new RoomEffect.Close(older.connection(), ErrorCode.REPLACED));
        return this;
    }

    RoomChange keepSeat(Seat.Present present, Instant until) {
        seats.put(
                present.peer(),
                new Seat.Absent(
                        present.peer(), present.displayName(), present.state(), until, List.of()));
        effects.add(new RoomEffect.Unseated(present.connection(), true));
        return this;
    }

    RoomChange deliver(Seat target, Relay relay) {
        if (!(target instanceof Seat.Media media)) {
            return send(target, ServerMessage.relayed(relay.from(), relay.signal()));
        }
        if (relay.signal() instanceof Signal.Offer) {
            seats.put(media.peer(), media.with(relay.from()));
        }
        effects.add(
                new RoomEffect.Pass(
                        media.seat().mediaPeer(), media.peer(), relay.from(), relay.signal()));
        return this;
    }

    /** A message of the server to one participant: now, or when it is back. */
    RoomChange send(Seat to, ServerMessage message) {
        switch (to) {
            case Seat.Present present ->
                    effects.add(new RoomEffect.Send(present.connection(), message));
            case Seat.Absent absent -> seats.put(absent.peer(), keeping(absent, message));
            case Seat.Media media -> {}
        }
        return this;
    }

    private Seat keeping(Seat.Absent absent, ServerMessage message) {
        return seats.get(absent.peer()) instanceof Seat.Absent latest
                ? latest.keeping(message)
                : absent;
    }

    RoomChange invite(MediaPeerSeat seat, @Nullable PeerId caller) {
        seats.put(seat.peer(), new Seat.Media(seat, Set.of()));
        effects.add(
                new RoomEffect.Tell(
                        seat.mediaPeer(),
                        SignalingToPeer.StartPeer.of(
                                seat.peer(), room.id(), seat.shows(), seat.trickle())));
        if (caller != null && seats.get(caller) instanceof Seat called) {
            send(
                    called,
                    new ServerMessage.Called(seat.peer(), seat.mediaPeer(), seat.shows().source()));
        }
        announce(seat);
        return this;
    }

    private void announce(MediaPeerSeat seat) {
        toParticipants(seat.peer(), joined(new Seat.Media(seat, Set.of())));
    }

    private static ServerMessage joined(Seat.Media media) {
        return ServerMessage.PeerJoined.of(media.member());
    }

    /** Hands a chat message to one participant, or to all others, and says so to its sender. */
    RoomChange chat(Seat from, @Nullable Seat target, Chat chat) {
        var message =
                new ServerMessage.Chat(
                        chat.from(), chat.id(), chat.text(), chat.at(), target != null);
        if (target == null) {
            toParticipants(chat.from(), message);
        } else {
            send(target, message);
        }
        return send(from, new ServerMessage.ChatTaken(chat.id(), chat.at()));
    }

    RoomChange state(Seat.Participant from, MediaState state) {
        seats.put(from.peer(), from.with(state));
        toParticipants(from.peer(), ServerMessage.PeerState.of(from.peer(), state));
        return this;
    }

    RoomChange setSource(Seat.Media media, SourceChoice choice) {
        effects.add(
                new RoomEffect.Tell(
                        media.seat().mediaPeer(),
                        SignalingToPeer.SetSource.of(media.peer(), choice)));
        return this;
    }

    RoomChange show(Seat.Media media, Shown shows, MediaState state, @Nullable String problem) {
        seats.put(media.peer(), media.with(media.seat().showing(shows, state)));
        toParticipants(media.peer(), ServerMessage.SourceChanged.of(media.peer(), shows, problem));
        if (!state.equals(media.seat().state())) {
            toParticipants(media.peer(), ServerMessage.PeerState.of(media.peer(), state));
        }
        return this;
    }

    RoomChange sourceEnded(Seat.Media media, String source) {
        toParticipants(media.peer(), new ServerMessage.SourceEnded(media.peer(), source));
        return this;
    }

    /** Brings back a peer that kept running, and keeps the seats of those connected to it. */
    RoomChange restore(MediaPeerSeat seat, Set<PeerId> remotes, Instant until) {
        boolean isNew = !seats.containsKey(seat.peer());
        seats.put(seat.peer(), new Seat.Media(seat, remotes));
        for (PeerId remote : remotes) {
            seats.putIfAbsent(remote, new Seat.Absent(remote, null, null, until, List.of()));
        }
        if (isNew) {
            announce(seat);
        }
        return this;
    }

    /**
     * Takes a participant out.
     *
     * @param mediaGoesOn its media connections are left to the media peers, which notice by
     *     themselves when the viewer is gone: signaling that is lost must not end a picture
     */
    RoomChange depart(Seat participant, LeaveReason reason, boolean mediaGoesOn) {
        PeerId peer = participant.peer();
        seats.remove(peer);
        if (participant instanceof Seat.Present present) {
            effects.add(new RoomEffect.Unseated(present.connection(), false));
        }
        toParticipants(peer, new ServerMessage.PeerLeft(peer, reason));
        if (!mediaGoesOn) {
            for (Seat.Media media : mediaWith(peer)) {
                effects.add(
                        new RoomEffect.Tell(
                                media.seat().mediaPeer(),
                                new SignalingToPeer.RemoteLeft(media.peer(), peer, reason)));
                part(media, peer, peer, reason);
            }
        }
        return retire();
    }

    RoomChange view(Seat.Media viewer, PeerId target) {
        seats.put(viewer.peer(), viewer.with(target));
        effects.add(new RoomEffect.View(viewer.seat().mediaPeer(), viewer.peer(), target));
        return this;
    }

    RoomChange part(Seat.Media media, PeerId remote, PeerId by, @Nullable LeaveReason reason) {
        seats.put(media.peer(), media.without(remote));
        effects.add(
                new RoomEffect.Parted(media.seat().mediaPeer(), media.peer(), remote, by, reason));
        return this;
    }

    /**
     * The connection between a media peer and one remote is gone. That remote hears {@code
     * peer_left}; if the media peer stays for others, it hears {@code peer_joined} too and may
     * offer again.
     */
    RoomChange disconnect(Seat.Media media, PeerId remote, LeaveReason reason) {
        part(media, remote, media.peer(), reason);
        Seat.Media left = media.without(remote);
        boolean othersStay =
                seats.values().stream()
                        .anyMatch(s -> !(s instanceof Seat.Media) && !s.peer().equals(remote));
        if (left.remotes().isEmpty() && !othersStay && !media.seat().staysAlone()) {
            return dismiss(media.seat()).remove(left, reason);
        }
        Seat participant = seats.get(remote);
        if (participant != null) {
            send(participant, new ServerMessage.PeerLeft(media.peer(), reason));
            send(participant, joined(media));
        }
        return this;
    }

    /** Orders the media-peer-service to end a peer. */
    RoomChange dismiss(MediaPeerSeat seat) {
        effects.add(
                new RoomEffect.Tell(
                        seat.mediaPeer(),
                        new SignalingToPeer.StopPeer(seat.peer(), LeaveReason.STOPPED)));
        return this;
    }

    RoomChange remove(Seat.Media media, LeaveReason reason) {
        seats.remove(media.peer());
        // its place is free before anybody can hear that it is gone and call again
        effects.add(new RoomEffect.Released(media.seat().mediaPeer(), media.peer(), reason));
        toParticipants(media.peer(), new ServerMessage.PeerLeft(media.peer(), reason));
        return this;
    }

    /** Without any participant, media peers that nobody watches and nobody started are ended. */
    RoomChange retire() {
        if (seats.values().stream().allMatch(Seat.Media.class::isInstance)) {
            for (Seat seat : List.copyOf(seats.values())) {
                if (seat instanceof Seat.Media media
                        && media.remotes().isEmpty()
                        && !media.seat().staysAlone()) {
                    dismiss(media.seat()).remove(media, LeaveReason.LEFT);
                }
            }
        }
        return this;
    }

    private List<Seat.Media> mediaWith(PeerId remote) {
        return seats.values().stream()
                .filter(Seat.Media.class::isInstance)
                .map(Seat.Media.class::cast)
                .filter(media -> media.remotes().contains(remote))
                .toList();
    }

    private void toParticipants(PeerId except, ServerMessage message) {
        for (Seat seat : List.copyOf(seats.values())) {
            if (!seat.peer().equals(except)) {
                send(seat, message);
            }
        }
    }
}
