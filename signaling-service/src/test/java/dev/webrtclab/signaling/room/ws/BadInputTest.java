package dev.webrtclab.signaling.room.ws;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;

import com.fasterxml.jackson.databind.JsonNode;
import dev.webrtclab.signaling.SignalingConfig;
import dev.webrtclab.signaling.testing.TestSocket;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Floods and nonsense, with the limits and times that the lab runs with. */
@QuarkusTest
@TestProfile(BadInputTest.AsConfigured.class)
class BadInputTest {
    private static final Duration SHOWN_AT_MOST = Duration.ofSeconds(15);

    /** The defaults, which other tests shorten. */
    public static final class AsConfigured implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "signaling.presence.grace",
                    ofDefault(SignalingConfig.Presence.class, "grace"),
                    "signaling.presence.heartbeat-timeout",
                    ofDefault(SignalingConfig.Presence.class, "heartbeatTimeout"),
                    "signaling.limits.joins-burst",
                    ofDefault(SignalingConfig.Limits.class, "joinsBurst"));
        }

        private static String ofDefault(Class<?> group, String setting) {
            try {
                return Objects.requireNonNull(
                                group.getMethod(setting).getAnnotation(WithDefault.class))
                        .value();
            } catch (NoSuchMethodException e) {
                throw new AssertionError(e);
            }
        }
    }

    @TestHTTPResource URI base;

    private TestSocket joins(String room, String peer, String... headers) {
        TestSocket socket = TestSocket.open(base, "/ws", headers);
        socket.send("{'type':'join','room_id':'" + room + "','peer_id':'" + peer + "'}");
        socket.await("lab_status");
        return socket;
    }

    /** From another address than the floods of the other tests. */
    private TestSocket guest(String room, String peer) {
        return joins(room, peer, "X-Forwarded-For", "192.0.2." + (1 + peer.length()));
    }

    @Test
    void roomNameOf10000Characters_isRefusedClearly_andTheSocketStays() {
        String name = "r".repeat(10_000);
        try (TestSocket anna = TestSocket.open(base, "/ws", "X-Forwarded-For", "192.0.2.1")) {
            anna.send("{'type':'join','room_id':'" + name + "'}");
            JsonNode error = anna.await("error");
            assertThat(error.path("code").asText()).isEqualTo("invalid-message");
            assertThat(error.path("detail").asText()).contains("room_id").hasSizeLessThan(200);
            anna.send("{'type':'join','room_id':'short'}").await("room_peers");
        }
        given().contentType("application/json")
                .body("{\"room\":\"" + name + "\"}")
                .post("/api/media-peers")
                .then()
                .statusCode(400)
                .body("type", endsWith("#invalid-message"));
    }

    @Test
    void manyJoinsFromOneAddress_areRefusedWith4029_andNobodyElseNotices() {
        try (TestSocket anna = guest("quiet", "anna");
                TestSocket bert = guest("quiet", "bert")) {
            anna.await("peer_joined");
            List<TestSocket> crowd = new ArrayList<>();
            JsonNode refused = null;
            while (refused == null && crowd.size() < 900) {
                TestSocket one =
                        TestSocket.open(base, "/ws")
                                .send("{'type':'join','room_id':'crowd-" + crowd.size() + "'}");
                crowd.add(one);
                JsonNode first = one.next();
                refused = first.path("type").asText().equals("error") ? first : null;
            }
            assertThat(crowd).hasSizeGreaterThan(100);
            assertThat(Objects.requireNonNull(refused).path("code").asText())
                    .isEqualTo("rate-limited");
            assertThat(refused.path("detail").asText()).contains("joins per second");
            assertThat(crowd.getLast().awaitClose()).isEqualTo(4029);

            anna.send("{'type':'chat','id':'c-1','text':'all is quiet'}");
            assertThat(bert.await("chat").path("text").asText()).isEqualTo("all is quiet");
            anna.await("chat_taken");
            assertThat(anna.heardUntilNow()).isEmpty();
            assertThat(bert.heardUntilNow()).isEmpty();
            crowd.forEach(TestSocket::close);
        }
    }

    @Test
    void manyJoinsOnOneSocket_endIt_andTheMembersOfTheRoomStay() {
        try (TestSocket anna = guest("door", "anna");
                TestSocket door = TestSocket.open(base, "/ws", "X-Forwarded-For", "203.0.113.67")) {
            for (int i = 0; i < 400 && !door.isClosed(); i++) {
                door.trySend("{'type':'join','room_id':'other-door'}");
                door.trySend("{'type':'leave'}");
            }
            assertThat(door.await("error").path("code").asText()).isEqualTo("rate-limited");
            assertThat(door.awaitClose()).isEqualTo(4029);
            assertThat(anna.heardUntilNow()).isEmpty();
        }
    }

    @Test
    void chatFlood_isRefusedMessageByMessage_andSignalsStillPass() {
        try (TestSocket flooder = guest("flood", "flooder");
                TestSocket anna = guest("flood", "anna")) {
            flooder.await("peer_joined");
            String text = "x".repeat(4096);
            for (int i = 0; i < 100; i++) {
                flooder.send("{'type':'chat','id':'c-" + i + "','text':'" + text + "'}");
            }
            List<JsonNode> answers = flooder.heardUntilNow();

            List<JsonNode> refused =
                    answers.stream().filter(m -> m.path("type").asText().equals("error")).toList();
            assertThat(answers).hasSize(100);
            // 30 at once, and what comes back while they are sent: 5 a second.
            assertThat(refused).hasSizeBetween(1, 70);
            assertThat(refused)
                    .allSatisfy(
                            error -> {
                                assertThat(error.path("code").asText()).isEqualTo("chat-limited");
                                assertThat(error.path("id").asText()).startsWith("c-");
                            });
            flooder.send(
                    "{'type':'ice_candidate','target':'anna','candidate':{'candidate':'','sdpMid':'0'}}");
            assertThat(anna.await("ice_candidate").path("from").asText()).isEqualTo("flooder");
        }
    }

    @Test
    void memberWhoFallsSilent_isGoneWithin15Seconds_withoutAClose() {
        try (TestSocket anna = guest("haunted", "anna");
                TestSocket ghost = guest("haunted", "ghost")) {
            anna.await("peer_joined");
            ghost.send("{'type':'clock','id':1,'sent_at':1}").await("clock");
            long silentSince = System.nanoTime();

            JsonNode left = anna.await("peer_left", SHOWN_AT_MOST);
            assertThat(left.path("peer_id").asText()).isEqualTo("ghost");
            assertThat(left.path("reason").asText()).isEqualTo("connection-lost");
            assertThat(Duration.ofNanos(System.nanoTime() - silentSince)).isLessThan(SHOWN_AT_MOST);
        }
    }
}
