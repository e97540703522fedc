package dev.webrtclab.signaling.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.link.SignalingToPeer;
import dev.webrtclab.protocol.signaling.CandidateInit;
import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.Role;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.protocol.signaling.ServerMessage;
import dev.webrtclab.protocol.signaling.SessionDescription;
import dev.webrtclab.protocol.signaling.Signal;
import dev.webrtclab.signaling.room.RoomCommand.ConnectionEnded;
import dev.webrtclab.signaling.room.RoomCommand.ConnectionLost;
import dev.webrtclab.signaling.room.RoomCommand.Expire;
import dev.webrtclab.signaling.room.RoomCommand.Invite;
import dev.webrtclab.signaling.room.RoomCommand.Join;
import dev.webrtclab.signaling.room.RoomCommand.Leave;
import dev.webrtclab.signaling.room.RoomCommand.PeerEnded;
import dev.webrtclab.signaling.room.RoomCommand.Relay;
import dev.webrtclab.signaling.room.RoomCommand.Restore;
import dev.webrtclab.signaling.room.RoomCommand.Stop;
import dev.webrtclab.signaling.room.RoomEffect.Close;
import dev.webrtclab.signaling.room.RoomEffect.Parted;
import dev.webrtclab.signaling.room.RoomEffect.Pass;
import dev.webrtclab.signaling.room.RoomEffect.Released;
import dev.webrtclab.signaling.room.RoomEffect.Seated;
import dev.webrtclab.signaling.room.RoomEffect.Send;
import dev.webrtclab.signaling.room.RoomEffect.Tell;
import dev.webrtclab.signaling.room.RoomEffect.Unseated;
import dev.webrtclab.signaling.testing.Seats;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoomTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final RoomId ROOM = new RoomId("r");
    private static final PeerId ANNA = new PeerId("anna");
    private static final PeerId BERT = new PeerId("bert");
    private static final PeerId MEDIA = new PeerId("media-1");
    private static final ConnectionId C1 = new ConnectionId("c1");
    private static final ConnectionId C2 = new ConnectionId("c2");
    private static final ConnectionId C3 = new ConnectionId("c3");
    private static final Signal OFFER = new Signal.Offer(new SessionDescription("offer", "o"));
    private static final Signal ANSWER = new Signal.Answer(new SessionDescription("answer", "a"));
    private static final Signal CANDIDATE =
            new Signal.IceCandidate(new CandidateInit("", "0", 0, null), null, null);
    private static final MediaPeerSeat SEAT = Seats.pattern(MEDIA, "mp");
    private static final ServerMessage MEDIA_JOINED =
            ServerMessage.PeerJoined.of(new Seat.Media(SEAT, Set.of()).member());

    private Room room = Room.empty(ROOM, 3);

    private List<RoomEffect> does(RoomCommand command) {
        return does(command, NOW);
    }

    private List<RoomEffect> does(RoomCommand command, Instant now) {
        Transition transition = room.apply(command, now);
        assertThat(transition.refusal()).isNull();
        room = transition.room();
        return transition.effects();
    }

    private ErrorCode refuses(RoomCommand command) {
        Transition transition = room.apply(command, NOW);
        assertThat(transition.effects()).isEmpty();
        assertThat(transition.room()).isSameAs(room);
        assertThat(transition.refusal()).isNotNull();
        return transition.refusal().code();
    }

    private static Join join(PeerId peer, ConnectionId connection, boolean proven) {
        return new Join(connection, peer, null, proven, welcome(peer));
    }

    private static ServerMessage.Welcome welcome(PeerId peer) {
        return new ServerMessage.Welcome(peer, ROOM, "token", 2000, 6000);
    }

    private void bothJoin() {
        does(join(ANNA, C1, false));
        does(join(BERT, C2, false));
    }

    private void annaWatches() {
        does(join(ANNA, C1, false));
        does(new Invite(SEAT, ANNA));
        does(new Relay(ANNA, MEDIA, OFFER));
    }

    @Test
    void join_tellsTheOthersFirstAndTheJoinerWhoIsThere() {
        does(join(ANNA, C1, false));

        List<RoomEffect> effects = does(join(BERT, C2, false));

        assertThat(effects).hasSize(4);
        assertThat(effects.get(0))
                .isEqualTo(
                        new Send(C1, new ServerMessage.PeerJoined(BERT, null, Role.PARTICIPANT)));
        assertThat(effects.get(1)).isEqualTo(new Send(C2, welcome(BERT)));
        assertThat(((ServerMessage.RoomPeers) ((Send) effects.get(2)).message()).peers())
                .containsExactly(ANNA);
        assertThat(effects.get(3)).isEqualTo(new Seated(C2, ROOM, BERT));
    }

    @Test
    void join_whenRoomIsFull_isRefused() {
        bothJoin();
        does(join(new PeerId("carl"), C3, false));

        assertThat(refuses(join(new PeerId("dora"), new ConnectionId("c4"), false)))
                .isEqualTo(ErrorCode.ROOM_FULL);
    }

    @Test
    void join_withATakenIdAndNoProof_isRefused() {
        bothJoin();

        assertThat(refuses(join(ANNA, C3, false))).isEqualTo(ErrorCode.PEER_ID_TAKEN);
    }

    @Test
    void join_withProof_replacesTheOlderConnectionAndNobodyElseNotices() {
        bothJoin();

        List<RoomEffect> effects = does(join(ANNA, C3, true));

        assertThat(effects.subList(0, 2))
                .containsExactly(new Unseated(C1, false), new Close(C1, ErrorCode.REPLACED));
        assertThat(effects)
                .noneMatch(e -> e instanceof Send send && send.to().equals(C2))
                .endsWith(new Seated(C3, ROOM, ANNA));
    }

    @Test
    void join_asAMediaPeer_isRefusedEvenWithProof() {
        annaWatches();

        assertThat(refuses(join(MEDIA, C2, true))).isEqualTo(ErrorCode.PEER_ID_TAKEN);
    }

    @Test
    void connectionLost_keepsTheSeat_andResumeDeliversWhatWasMissed() {
        bothJoin();

        assertThat(does(new ConnectionLost(C1, ANNA, GRACE)))
                .containsExactly(new Unseated(C1, true));
        assertThat(does(new Relay(BERT, ANNA, OFFER))).isEmpty();
        assertThat(refuses(join(ANNA, C3, false))).isEqualTo(ErrorCode.PEER_ID_TAKEN);

        List<RoomEffect> effects = does(join(ANNA, C3, true));

        assertThat(effects)
                .filteredOn(e -> e instanceof Send send && send.to().equals(C2))
                .isEmpty();
        assertThat(effects.get(2)).isEqualTo(new Send(C3, ServerMessage.relayed(BERT, OFFER)));
    }

    @Test
    void connectionLost_afterTheGrace_tellsTheOthers() {
        bothJoin();
        does(new ConnectionLost(C1, ANNA, GRACE));

        assertThat(does(new Expire(), NOW.plus(GRACE).minusMillis(1))).isEmpty();
        assertThat(does(new Expire(), NOW.plus(GRACE)))
                .containsExactly(
                        new Send(
                                C2, new ServerMessage.PeerLeft(ANNA, LeaveReason.CONNECTION_LOST)));
    }

    @Test
    void connectionLost_ofAReplacedConnection_changesNothing() {
        bothJoin();
        does(join(ANNA, C3, true));

        assertThat(does(new ConnectionLost(C1, ANNA, GRACE))).isEmpty();
        assertThat(room.members()).containsExactly(ANNA, BERT);
    }

    @Test
    void leave_isHeardAtOnce_andOnlyByTheOwnConnection() {
        bothJoin();

        assertThat(refuses(new Leave(C2, ANNA, LeaveReason.LEFT))).isEqualTo(ErrorCode.NOT_JOINED);
        assertThat(does(new Leave(C1, ANNA, LeaveReason.LEFT)))
                .containsExactly(
                        new Unseated(C1, false),
                        new Send(C2, new ServerMessage.PeerLeft(ANNA, LeaveReason.LEFT)));
    }

    @Test
    void relay_withATarget_reachesItAlone_withTheSendersName() {
        bothJoin();
        does(join(new PeerId("carl"), C3, false));

        assertThat(does(new Relay(ANNA, BERT, OFFER)))
                .containsExactly(new Send(C2, ServerMessage.relayed(ANNA, OFFER)));
    }

    @Test
    void relay_withoutATarget_reachesAllOthers() {
        bothJoin();
        does(join(new PeerId("carl"), C3, false));

        assertThat(does(new Relay(BERT, null, CANDIDATE)))
                .containsExactly(
                        new Send(C1, ServerMessage.relayed(BERT, CANDIDATE)),
                        new Send(C3, ServerMessage.relayed(BERT, CANDIDATE)));
    }

    @Test
    void relay_toAStrangerOrOneself_isRefused() {
        bothJoin();

        assertThat(refuses(new Relay(ANNA, new PeerId("nobody"), OFFER)))
                .isEqualTo(ErrorCode.PEER_UNKNOWN);
        assertThat(refuses(new Relay(ANNA, ANNA, OFFER))).isEqualTo(ErrorCode.PEER_UNKNOWN);
        assertThat(refuses(new Relay(new PeerId("nobody"), ANNA, OFFER)))
                .isEqualTo(ErrorCode.NOT_JOINED);
    }

    @Test
    void invite_startsTheMediaPeer_answersTheCallerAndTellsEverybody() {
        bothJoin();

        assertThat(does(new Invite(SEAT, ANNA)))
                .containsExactly(
                        new Tell(
                                "mp",
                                SignalingToPeer.StartPeer.of(MEDIA, ROOM, SEAT.shows(), true)),
                        new Send(C1, new ServerMessage.Called(MEDIA, "mp", "pattern")),
                        new Send(C1, MEDIA_JOINED),
                        new Send(C2, MEDIA_JOINED));
    }

    @Test
    void relay_toAll_givesAMediaPeerWhatItNeedsToAnswer() {
        does(join(ANNA, C1, false));
        does(new Invite(SEAT, ANNA));

        assertThat(does(new Relay(ANNA, null, CANDIDATE))).isEmpty();
        assertThat(does(new Relay(ANNA, null, OFFER)))
                .containsExactly(new Pass("mp", MEDIA, ANNA, OFFER));
        assertThat(does(new Relay(ANNA, null, CANDIDATE)))
                .containsExactly(new Pass("mp", MEDIA, ANNA, CANDIDATE));
        assertThat(does(new Relay(ANNA, null, ANSWER))).isEmpty();
    }

    @Test
    void leave_ofTheLastParticipant_endsTheMediaPeer() {
        annaWatches();

        assertThat(does(new Leave(C1, ANNA, LeaveReason.LEFT)))
                .containsExactly(
                        new Unseated(C1, false),
                        new Tell(
                                "mp",
                                new SignalingToPeer.RemoteLeft(MEDIA, ANNA, LeaveReason.LEFT)),
                        new Parted("mp", MEDIA, ANNA, ANNA, LeaveReason.LEFT),
                        new Tell("mp", new SignalingToPeer.StopPeer(MEDIA, LeaveReason.STOPPED)),
                        new Released("mp", MEDIA, LeaveReason.LEFT));
        assertThat(room.isEmpty()).isTrue();
    }

    @Test
    void leave_ofTheLastParticipant_leavesAStartedMediaPeerAlone() {
        MediaPeerSeat started = Seats.pattern(MediaPeerSeat.newStartedId(), "mp");
        does(new Invite(started, null));
        does(join(ANNA, C1, false));
        does(new Leave(C1, ANNA, LeaveReason.LEFT));

        assertThat(room.members()).containsExactly(started.peer());
        does(new Stop(started.peer(), LeaveReason.STOPPED));
        assertThat(room.isEmpty()).isTrue();
    }

    @Test
    void expire_ofAViewer_leavesItsPictureToTheMediaPeer() {
        annaWatches();
        does(new ConnectionLost(C1, ANNA, GRACE));

        assertThat(does(new Expire(), NOW.plus(GRACE))).isEmpty();
        assertThat(room.members()).containsExactly(MEDIA);

        assertThat(does(new ConnectionEnded(MEDIA, ANNA, LeaveReason.VIEWER_VANISHED)))
                .containsExactly(
                        new Parted("mp", MEDIA, ANNA, MEDIA, LeaveReason.VIEWER_VANISHED),
                        new Tell("mp", new SignalingToPeer.StopPeer(MEDIA, LeaveReason.STOPPED)),
                        new Released("mp", MEDIA, LeaveReason.VIEWER_VANISHED));
        assertThat(room.isEmpty()).isTrue();
    }

    @Test
    void connectionEnded_tellsTheViewer_andEndsAMediaPeerThatNobodyElseHas() {
        annaWatches();

        assertThat(does(new ConnectionEnded(MEDIA, ANNA, LeaveReason.WORKER_CRASHED)))
                .contains(
                        new Send(C1, new ServerMessage.PeerLeft(MEDIA, LeaveReason.WORKER_CRASHED)),
                        new Released("mp", MEDIA, LeaveReason.WORKER_CRASHED));
        assertThat(room.members()).containsExactly(ANNA);
    }

    @Test
    void connectionEnded_whileOthersWatch_letsTheViewerOfferAgain() {
        annaWatches();
        does(join(BERT, C2, false));
        does(new Relay(BERT, MEDIA, OFFER));

        assertThat(does(new ConnectionEnded(MEDIA, ANNA, LeaveReason.FAILED)))
                .containsExactly(
                        new Parted("mp", MEDIA, ANNA, MEDIA, LeaveReason.FAILED),
                        new Send(C1, new ServerMessage.PeerLeft(MEDIA, LeaveReason.FAILED)),
                        new Send(C1, MEDIA_JOINED));
        assertThat(room.members()).containsExactly(ANNA, MEDIA, BERT);
    }

    @Test
    void peerEnded_isHeardByAll() {
        annaWatches();

        assertThat(does(new PeerEnded(MEDIA, LeaveReason.MEDIA_PEER_LOST)))
                .containsExactly(
                        new Released("mp", MEDIA, LeaveReason.MEDIA_PEER_LOST),
                        new Send(
                                C1,
                                new ServerMessage.PeerLeft(MEDIA, LeaveReason.MEDIA_PEER_LOST)));
    }

    @Test
    void restore_rebuildsTheRoom_andTheViewerResumesWithItsToken() {
        does(new Restore(SEAT, Set.of(ANNA), Duration.ofSeconds(60)));

        assertThat(refuses(join(ANNA, C1, false))).isEqualTo(ErrorCode.PEER_ID_TAKEN);
        List<RoomEffect> effects = does(join(ANNA, C1, true));

        assertThat(((ServerMessage.RoomPeers) ((Send) effects.get(1)).message()).peers())
                .containsExactly(MEDIA);
        assertThat(does(new Relay(ANNA, MEDIA, CANDIDATE)))
                .containsExactly(new Pass("mp", MEDIA, ANNA, CANDIDATE));
    }

    @Test
    void restore_afterTheViewerCameBack_tellsItOnce() {
        does(join(ANNA, C1, true));

        assertThat(does(new Restore(SEAT, Set.of(ANNA), GRACE)))
                .containsExactly(new Send(C1, MEDIA_JOINED));
        assertThat(does(new Restore(SEAT, Set.of(ANNA), GRACE))).isEmpty();
    }

    @Test
    void restore_ofAPeerThatNobodyHas_endsIt() {
        assertThat(does(new Restore(SEAT, Set.of(), GRACE)))
                .containsExactly(
                        new Tell("mp", new SignalingToPeer.StopPeer(MEDIA, LeaveReason.STOPPED)),
                        new Released("mp", MEDIA, LeaveReason.LEFT));
        assertThat(room.isEmpty()).isTrue();
    }
}
