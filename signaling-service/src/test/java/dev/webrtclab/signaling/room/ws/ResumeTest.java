package dev.webrtclab.signaling.room.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.signaling.testing.Sdp;
import dev.webrtclab.signaling.testing.TestSocket;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** A socket that breaks, and the one that takes its place. */
@QuarkusTest
class ResumeTest extends RoomSockets {
    @Test
    void resume_afterTheSocketBroke_isSeenByNobody() {
        try (TestSocket bert = joined("bert")) {
            TestSocket anna = open();
            String token =
                    anna.send("{'type':'join','room_id':'" + room + "','peer_id':'anna'}")
                            .await("welcome")
                            .path("resume")
                            .asText();
            assertThat(anna.heardUntilNow())
                    .extracting(m -> m.path("type").asText())
                    .containsExactly("room_peers");
            bert.await("peer_joined");
            anna.abort();
            try (TestSocket again = open()) {
                again.send(resume("anna", token));
                assertThat(again.await("room_peers").path("peers").path(0).asText())
                        .isEqualTo("bert");
                bert.send(Sdp.candidateTo("anna"));
                again.await("ice_candidate");
                assertThat(bert.heardUntilNow()).isEmpty();
            }
            assertThat(bert.await("peer_left").path("reason").asText()).isEqualTo("left");
        }
    }

    @Test
    void resume_whileTheOldSocketIsOpen_closesItWith4000() {
        try (TestSocket anna = open()) {
            String token =
                    anna.send("{'type':'join','room_id':'" + room + "','peer_id':'anna'}")
                            .await("welcome")
                            .path("resume")
                            .asText();
            try (TestSocket newer = open()) {
                newer.send(resume("anna", token)).await("welcome");
                assertThat(anna.awaitClose()).isEqualTo(4000);
            }
        }
    }

    @Test
    void brokenSocket_thatDoesNotComeBack_isConnectionLost() {
        try (TestSocket bert = joined("bert")) {
            TestSocket anna = joined("anna");
            anna.heardUntilNow();
            anna.abort();
            assertThat(bert.await("peer_left").path("reason").asText())
                    .isEqualTo("connection-lost");
        }
    }
}
