package dev.webrtclab.signaling.room.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.webrtclab.signaling.testing.Sdp;
import dev.webrtclab.signaling.testing.TestSocket;
import io.quarkus.test.junit.QuarkusTest;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Who joins a room, talks in it and leaves it, over real sockets. */
@QuarkusTest
class SignalingEndpointTest extends RoomSockets {
    @Test
    void join_isWelcomed_andTheLabsStatusFollows() {
        try (TestSocket anna = open()) {
            anna.send("{'type':'join','room_id':'" + room + "','display_name':'Anna'}");

            JsonNode welcome = anna.next();
            assertThat(welcome.path("type").asText()).isEqualTo("welcome");
            assertThat(welcome.path("peer_id").asText()).startsWith("peer-");
            assertThat(welcome.path("heartbeat_ms").asInt()).isEqualTo(2000);
            assertThat(welcome.path("heartbeat_timeout_ms").asInt()).isEqualTo(30000);
            assertThat(anna.next().path("members")).isEmpty();
            JsonNode status = anna.await("lab_status");
            assertThat(status.path("turn").path("state").asText()).isNotEmpty();
            assertThat(status.path("mediaPeers").has("capacity")).isTrue();
        }
    }

    @Test
    void relay_setsTheSender_whateverTheClientSays() {
        try (TestSocket anna = joined("anna");
                TestSocket bert = joined("bert")) {
            bert.send(Sdp.offerTo("anna").replaceFirst("\\{", "{'from':'mallory','x':1,"));

            JsonNode offer = anna.await("offer");
            assertThat(offer.path("from").asText()).isEqualTo("bert");
            assertThat(offer.path("offer").path("sdp").asText()).isEqualTo(Sdp.OFFER);
            assertThat(offer.has("x")).isFalse();
        }
    }

    @Test
    void relay_withoutTarget_reachesAllOthersAndNotTheSender() {
        try (TestSocket anna = joined("anna");
                TestSocket bert = joined("bert");
                TestSocket carl = joined("carl")) {
            carl.send(Sdp.offerTo(""));

            assertThat(anna.await("offer").path("from").asText()).isEqualTo("carl");
            assertThat(bert.await("offer").path("from").asText()).isEqualTo("carl");
            assertThat(carl.heardUntilNow())
                    .noneMatch(m -> m.path("type").asText().equals("offer"));
        }
    }

    @Test
    void target_inAnotherRoom_isUnknown() {
        try (TestSocket anna = joined("anna");
                TestSocket stranger = open()) {
            stranger.send("{'type':'join','room_id':'elsewhere','peer_id':'eve'}")
                    .await("room_peers");
            stranger.send(Sdp.offerTo("anna"));

            assertThat(stranger.await("error").path("code").asText()).isEqualTo("peer-unknown");
            assertThat(anna.heardUntilNow()).isEmpty();
        }
    }

    @Test
    void join_withATakenId_orASecondTime_isRefused() {
        try (TestSocket anna = joined("anna");
                TestSocket thief = open()) {
            thief.send("{'type':'join','room_id':'" + room + "','peer_id':'anna'}");
            assertThat(thief.await("error").path("code").asText()).isEqualTo("peer-id-taken");

            thief.send(resume("anna", "A".repeat(43)));
            assertThat(thief.await("error").path("code").asText()).isEqualTo("resume-refused");

            anna.send("{'type':'join','room_id':'" + room + "'}");
            assertThat(anna.await("error").path("code").asText()).isEqualTo("already-joined");
        }
    }

    @Test
    void join_intoAFullRoom_isRefused() {
        TestSocket[] members = new TestSocket[8];
        for (int i = 0; i < members.length; i++) {
            members[i] = joined("p" + i);
        }
        try (TestSocket ninth = open()) {
            ninth.send("{'type':'join','room_id':'" + room + "'}");
            assertThat(ninth.await("error").path("code").asText()).isEqualTo("room-full");
        }
        for (TestSocket member : members) {
            member.close();
        }
    }

    @Test
    void call_withoutAnyMediaPeerOfThatName_isRefused() {
        try (TestSocket anna = joined("anna")) {
            anna.send("{'type':'call','media_peer':'nobody'}");
            assertThat(anna.await("error").path("code").asText())
                    .isIn("no-media-peer", "media-peer-unknown");
        }
    }

    @Test
    void leave_freesTheSeat_andTheSocketMayJoinAgain() {
        try (TestSocket anna = joined("anna")) {
            anna.send("{'type':'leave'}");
            anna.send("{'type':'join','room_id':'" + room + "','peer_id':'anna'}");
            anna.await("welcome");
        }
    }

    @Test
    void clock_comesBackWithTheLabsTime() {
        try (TestSocket anna = open()) {
            JsonNode clock = anna.send("{'type':'clock','id':7,'sent_at':123.5}").await("clock");
            assertThat(clock.path("id").asLong()).isEqualTo(7);
            assertThat(clock.path("sent_at").asDouble()).isEqualTo(123.5);
            assertThat(clock.path("replied_at").asDouble())
                    .isGreaterThanOrEqualTo(clock.path("received_at").asDouble());
            assertThat(clock.path("received_at").asDouble())
                    .isCloseTo(System.currentTimeMillis(), Offset.offset(5000.0));
        }
    }
}
