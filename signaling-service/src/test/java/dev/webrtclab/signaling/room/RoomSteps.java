package dev.webrtclab.signaling.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.signaling.CandidateInit;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.protocol.signaling.ServerMessage;
import dev.webrtclab.protocol.signaling.SessionDescription;
import dev.webrtclab.protocol.signaling.Signal;
import dev.webrtclab.signaling.room.RoomCommand.Invite;
import dev.webrtclab.signaling.room.RoomCommand.Join;
import dev.webrtclab.signaling.room.RoomCommand.Relay;
import dev.webrtclab.signaling.testing.Seats;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A room that commands change step by step, and whom the tests of it talk of. */
abstract class RoomSteps {
    static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    static final Duration GRACE = Duration.ofSeconds(10);
    static final RoomId ROOM = new RoomId("r");
    static final PeerId ANNA = new PeerId("anna");
    static final PeerId BERT = new PeerId("bert");
    static final PeerId MEDIA = new PeerId("media-1");
    static final ConnectionId C1 = new ConnectionId("c1");
    static final ConnectionId C2 = new ConnectionId("c2");
    static final ConnectionId C3 = new ConnectionId("c3");
    static final Signal OFFER = new Signal.Offer(new SessionDescription("offer", "o"));
    static final Signal ANSWER = new Signal.Answer(new SessionDescription("answer", "a"));
    static final Signal CANDIDATE =
            new Signal.IceCandidate(new CandidateInit("", "0", 0, null), null, null);
    static final MediaPeerSeat SEAT = Seats.pattern(MEDIA, "mp");
    static final ServerMessage MEDIA_JOINED =
            ServerMessage.PeerJoined.of(new Seat.Media(SEAT, Set.of()).member());

    Room room = Room.empty(ROOM, 3);

    List<RoomEffect> does(RoomCommand command) {
        return does(command, NOW);
    }

    List<RoomEffect> does(RoomCommand command, Instant now) {
        Transition transition = room.apply(command, now);
        assertThat(transition.refusal()).isNull();
        room = transition.room();
        return transition.effects();
    }

    ErrorCode refuses(RoomCommand command) {
        Transition transition = room.apply(command, NOW);
        assertThat(transition.effects()).isEmpty();
        assertThat(transition.room()).isSameAs(room);
        assertThat(transition.refusal()).isNotNull();
        return transition.refusal().code();
    }

    static Join join(PeerId peer, ConnectionId connection, boolean proven) {
        return new Join(connection, peer, null, proven, welcome(peer));
    }

    static ServerMessage.Welcome welcome(PeerId peer) {
        return new ServerMessage.Welcome(peer, ROOM, "token", 2000, 6000);
    }

    void bothJoin() {
        does(join(ANNA, C1, false));
        does(join(BERT, C2, false));
    }

    void annaWatches() {
        does(join(ANNA, C1, false));
        does(new Invite(SEAT, ANNA));
        does(new Relay(ANNA, MEDIA, OFFER));
    }
}
