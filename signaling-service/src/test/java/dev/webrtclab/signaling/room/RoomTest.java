package dev.webrtclab.signaling.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.Role;
import dev.webrtclab.protocol.signaling.ServerMessage;
import dev.webrtclab.signaling.room.RoomCommand.ConnectionLost;
import dev.webrtclab.signaling.room.RoomCommand.Expire;
import dev.webrtclab.signaling.room.RoomCommand.Leave;
import dev.webrtclab.signaling.room.RoomCommand.Relay;
import dev.webrtclab.signaling.room.RoomEffect.Close;
import dev.webrtclab.signaling.room.RoomEffect.Seated;
import dev.webrtclab.signaling.room.RoomEffect.Send;
import dev.webrtclab.signaling.room.RoomEffect.Unseated;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Participants of a room: who comes, speaks, is lost and leaves. */
class RoomTest extends RoomSteps {
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
}
