package dev.webrtclab.signaling.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.protocol.signaling.SessionDescription;
import dev.webrtclab.protocol.signaling.Signal;
import dev.webrtclab.signaling.room.RoomCommand.Invite;
import dev.webrtclab.signaling.room.RoomCommand.Relay;
import dev.webrtclab.signaling.room.RoomCommand.View;
import dev.webrtclab.signaling.room.RoomEffect.Pass;
import dev.webrtclab.signaling.testing.Seats;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Media peers that call each other. */
class ViewTest {
    private static final Instant NOW = Instant.EPOCH;
    private static final PeerId VIEWER = new PeerId("media-started-1");
    private static final PeerId SHOWER = new PeerId("media-started-2");
    private static final Signal OFFER = new Signal.Offer(new SessionDescription("offer", "v=0"));
    private static final Signal ANSWER = new Signal.Answer(new SessionDescription("answer", "v=0"));

    private Room room = Room.empty(new RoomId("matrix-1"), 8);

    @Test
    void view_ordersTheOneAndLetsBothTalk() {
        bothComeIn();
        assertThat(does(new View(VIEWER, SHOWER)))
                .containsExactly(new RoomEffect.View("mp-1", VIEWER, SHOWER));
        assertThat(does(new Relay(VIEWER, SHOWER, OFFER)))
                .containsExactly(new Pass("mp-2", SHOWER, VIEWER, OFFER));
        assertThat(does(new Relay(SHOWER, VIEWER, ANSWER)))
                .containsExactly(new Pass("mp-1", VIEWER, SHOWER, ANSWER));
    }

    @Test
    void withoutTheOrder_mediaPeersDoNotTalk() {
        bothComeIn();
        assertThat(refuses(new Relay(VIEWER, SHOWER, OFFER))).isEqualTo(ErrorCode.PEER_UNKNOWN);
    }

    @Test
    void view_needsTwoMediaPeersOfTheRoom() {
        bothComeIn();
        assertThat(refuses(new View(VIEWER, new PeerId("elsewhere"))))
                .isEqualTo(ErrorCode.MEDIA_PEER_UNKNOWN);
        assertThat(refuses(new View(VIEWER, VIEWER))).isEqualTo(ErrorCode.MEDIA_PEER_UNKNOWN);
    }

    private void bothComeIn() {
        does(new Invite(Seats.pattern(VIEWER, "mp-1"), null));
        does(new Invite(Seats.pattern(SHOWER, "mp-2"), null));
    }

    private List<RoomEffect> does(RoomCommand command) {
        Transition transition = room.apply(command, NOW);
        assertThat(transition.refusal()).isNull();
        room = transition.room();
        return transition.effects();
    }

    private ErrorCode refuses(RoomCommand command) {
        Transition transition = room.apply(command, NOW);
        assertThat(transition.refusal()).isNotNull();
        return transition.refusal().code();
    }
}
