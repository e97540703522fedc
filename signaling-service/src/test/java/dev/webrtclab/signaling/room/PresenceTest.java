package dev.webrtclab.signaling.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.link.SignalingToPeer;
import dev.webrtclab.protocol.signaling.CandidateInit;
import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.protocol.signaling.MediaState;
import dev.webrtclab.protocol.signaling.MediaState.Audio;
import dev.webrtclab.protocol.signaling.MediaState.Video;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.protocol.signaling.ServerMessage;
import dev.webrtclab.protocol.signaling.Shown;
import dev.webrtclab.protocol.signaling.Signal;
import dev.webrtclab.protocol.signaling.SourceChoice;
import dev.webrtclab.signaling.room.RoomCommand.Chat;
import dev.webrtclab.signaling.room.RoomCommand.ConnectionLost;
import dev.webrtclab.signaling.room.RoomCommand.Invite;
import dev.webrtclab.signaling.room.RoomCommand.Join;
import dev.webrtclab.signaling.room.RoomCommand.Relay;
import dev.webrtclab.signaling.room.RoomCommand.SetSource;
import dev.webrtclab.signaling.room.RoomCommand.SourceChanged;
import dev.webrtclab.signaling.room.RoomCommand.State;
import dev.webrtclab.signaling.room.RoomEffect.Send;
import dev.webrtclab.signaling.room.RoomEffect.Tell;
import dev.webrtclab.signaling.testing.Seats;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What members say about themselves and to each other, beside signals. */
class PresenceTest {
    private static final Instant NOW = Instant.EPOCH;
    private static final RoomId ROOM = new RoomId("r");
    private static final PeerId ANNA = new PeerId("anna");
    private static final PeerId BERT = new PeerId("bert");
    private static final PeerId CARL = new PeerId("carl");
    private static final PeerId MEDIA = new PeerId("media-1");
    private static final ConnectionId C1 = new ConnectionId("c1");
    private static final ConnectionId C2 = new ConnectionId("c2");
    private static final ConnectionId C3 = new ConnectionId("c3");
    private static final MediaState MUTED = new MediaState(Audio.OFF, Video.SCREEN, true);

    private Room room = Room.empty(ROOM, 8);

    @Test
    void chat_toAll_reachesTheOthersInOrder_thenItsSenderHearsSo() {
        annaAndBert();

        assertThat(does(new Chat(ANNA, null, "c-1", "hello", 12.5)))
                .containsExactly(
                        new Send(C2, new ServerMessage.Chat(ANNA, "c-1", "hello", 12.5, false)),
                        new Send(C1, new ServerMessage.ChatTaken("c-1", 12.5)));
    }

    @Test
    void chat_toOne_isPrivate_andReachesNobodyElse() {
        annaAndBert();
        joins(CARL, C3, false);

        assertThat(does(new Chat(ANNA, CARL, "c-2", "psst", 1)))
                .containsExactly(
                        new Send(C3, new ServerMessage.Chat(ANNA, "c-2", "psst", 1, true)),
                        new Send(C1, new ServerMessage.ChatTaken("c-2", 1)));
    }

    @Test
    void chat_toAMediaPeer_toOneself_orToNobody_isRefused() {
        annaAndBert();
        does(new Invite(Seats.pattern(MEDIA, "mp"), ANNA));

        for (PeerId target : List.of(MEDIA, ANNA, CARL)) {
            assertThat(refusal(new Chat(ANNA, target, "c", "x", 1)))
                    .isEqualTo(ErrorCode.PEER_UNKNOWN);
        }
    }

    @Test
    void chatFlood_toAnAbsentMember_displacesNoSignal() {
        annaAndBert();
        does(new ConnectionLost(C2, BERT, Duration.ofSeconds(8)));
        for (int i = 0; i < 200; i++) {
            does(new Chat(ANNA, null, "c-" + i, "flood", i));
        }
        var candidate = new Signal.IceCandidate(new CandidateInit("", "0", 0, null), null, null);
        does(new Relay(ANNA, BERT, candidate));

        List<RoomEffect> back = joins(BERT, C3, true);
        assertThat(back)
                .filteredOn(e -> e instanceof Send s && s.message() instanceof ServerMessage.Chat)
                .hasSize(Seat.Absent.CHAT_LIMIT);
        assertThat(back).contains(new Send(C3, ServerMessage.relayed(ANNA, candidate)));
    }

    @Test
    void state_isToldToOthers_andToThoseWhoComeLater_andOutlivesALostSocket() {
        annaAndBert();

        assertThat(does(new State(ANNA, MUTED)))
                .containsExactly(new Send(C2, ServerMessage.PeerState.of(ANNA, MUTED)));
        assertThat(does(new State(ANNA, MUTED))).isEmpty();
        does(new ConnectionLost(C1, ANNA, Duration.ofSeconds(8)));
        joins(ANNA, C1, true);

        ServerMessage.RoomPeers others = roomPeers(joins(CARL, C3, false));
        assertThat(others.members().get(0).state()).isEqualTo(MUTED);
        assertThat(others.members().get(1).state()).isNull();
    }

    @Test
    void state_ofAMediaPeer_isThatOfItsSource() {
        annaAndBert();
        List<RoomEffect> invited = does(new Invite(Seats.pattern(MEDIA, "mp"), ANNA));
        var heard = (ServerMessage.PeerJoined) ((Send) invited.getLast()).message();
        assertThat(heard.state()).isEqualTo(new MediaState(Audio.NONE, Video.ON, false));
        assertThat(heard.shows()).isEqualTo(new Shown("pattern", null, null, null));

        var sound = new MediaState(Audio.ON, Video.ON, false);
        var tone = new Shown("tone", null, null, null);
        assertThat(does(new SourceChanged(MEDIA, tone, sound, null)))
                .containsExactly(
                        new Send(C1, ServerMessage.SourceChanged.of(MEDIA, tone, null)),
                        new Send(C2, ServerMessage.SourceChanged.of(MEDIA, tone, null)),
                        new Send(C1, ServerMessage.PeerState.of(MEDIA, sound)),
                        new Send(C2, ServerMessage.PeerState.of(MEDIA, sound)));
        ServerMessage.RoomPeers others = roomPeers(joins(CARL, C3, false));
        assertThat(others.members().getLast().shows()).isEqualTo(tone);
        assertThat(others.members().getLast().state()).isEqualTo(sound);
    }

    @Test
    void setSource_ordersTheMediaPeer_andIsRefusedForAParticipant() {
        annaAndBert();
        does(new Invite(Seats.pattern(MEDIA, "mp"), ANNA));
        var choice = new SourceChoice("file:a.mp4", 320, 180, 15, 1500L, false);

        assertThat(does(new SetSource(MEDIA, choice)))
                .containsExactly(new Tell("mp", SignalingToPeer.SetSource.of(MEDIA, choice)));
        assertThat(refusal(new SetSource(BERT, choice))).isEqualTo(ErrorCode.PEER_UNKNOWN);
    }

    @Test
    void whatANewcomerSaysBeforeItJoined_isRefused() {
        assertThat(refusal(new State(ANNA, MUTED))).isEqualTo(ErrorCode.NOT_JOINED);
        assertThat(refusal(new Chat(ANNA, null, "c", "x", 1))).isEqualTo(ErrorCode.NOT_JOINED);
    }

    @Test
    void stateOfOneWhoLeft_isForgotten() {
        annaAndBert();
        does(new State(ANNA, MUTED));
        does(new RoomCommand.Leave(C1, ANNA, LeaveReason.LEFT));
        joins(ANNA, C1, false);

        ServerMessage.RoomPeers others = roomPeers(joins(CARL, C3, false));
        assertThat(others.members()).allSatisfy(member -> assertThat(member.state()).isNull());
    }

    private void annaAndBert() {
        joins(ANNA, C1, false);
        joins(BERT, C2, false);
    }

    private List<RoomEffect> joins(PeerId peer, ConnectionId connection, boolean proven) {
        return does(
                new Join(
                        connection,
                        peer,
                        null,
                        proven,
                        new ServerMessage.Welcome(peer, ROOM, "", 0, 0)));
    }

    private static ServerMessage.RoomPeers roomPeers(List<RoomEffect> effects) {
        return effects.stream()
                .filter(Send.class::isInstance)
                .map(effect -> ((Send) effect).message())
                .filter(ServerMessage.RoomPeers.class::isInstance)
                .map(ServerMessage.RoomPeers.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private List<RoomEffect> does(RoomCommand command) {
        Transition transition = room.apply(command, NOW);
        assertThat(transition.refusal()).isNull();
        room = transition.room();
        return transition.effects();
    }

    private ErrorCode refusal(RoomCommand command) {
        Transition transition = room.apply(command, NOW);
        assertThat(transition.effects()).isEmpty();
        return transition.refusal().code();
    }
}
