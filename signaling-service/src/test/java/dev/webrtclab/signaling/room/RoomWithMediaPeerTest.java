package dev.webrtclab.signaling.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.link.SignalingToPeer;
import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.protocol.signaling.ServerMessage;
import dev.webrtclab.signaling.room.RoomCommand.ConnectionEnded;
import dev.webrtclab.signaling.room.RoomCommand.ConnectionLost;
import dev.webrtclab.signaling.room.RoomCommand.Expire;
import dev.webrtclab.signaling.room.RoomCommand.Invite;
import dev.webrtclab.signaling.room.RoomCommand.Leave;
import dev.webrtclab.signaling.room.RoomCommand.PeerEnded;
import dev.webrtclab.signaling.room.RoomCommand.Relay;
import dev.webrtclab.signaling.room.RoomCommand.Restore;
import dev.webrtclab.signaling.room.RoomCommand.Stop;
import dev.webrtclab.signaling.room.RoomEffect.Parted;
import dev.webrtclab.signaling.room.RoomEffect.Pass;
import dev.webrtclab.signaling.room.RoomEffect.Released;
import dev.webrtclab.signaling.room.RoomEffect.Send;
import dev.webrtclab.signaling.room.RoomEffect.Tell;
import dev.webrtclab.signaling.room.RoomEffect.Unseated;
import dev.webrtclab.signaling.testing.Seats;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A media peer in a room: invited, watched, ended, restored. */
class RoomWithMediaPeerTest extends RoomSteps {
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
