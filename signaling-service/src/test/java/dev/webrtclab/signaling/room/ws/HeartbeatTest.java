package dev.webrtclab.signaling.room.ws;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.webrtclab.signaling.testing.TestSocket;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(HeartbeatTest.Impatient.class)
class HeartbeatTest {
    /** The same rules in less time. */
    public static final class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "signaling.presence.heartbeat-timeout", "600ms",
                    "signaling.presence.grace", "600ms",
                    "signaling.turn.absent-reason", "No coturn on this machine.",
                    "signaling.max-connections", "3");
        }
    }

    @TestHTTPResource URI base;

    @Test
    void silence_ofAClientWithHeartbeat_closesWith4001_andASimpleClientStays() {
        try (TestSocket simple = TestSocket.open(base, "/ws");
                TestSocket modern = TestSocket.open(base, "/ws")) {
            simple.send("{'type':'join','room_id':'beat','peer_id':'simple'}").await("room_peers");
            modern.send("{'type':'join','room_id':'beat','peer_id':'modern'}").await("room_peers");
            modern.send("{'type':'clock','id':1,'sent_at':1}").await("clock");

            assertThat(modern.awaitClose()).isEqualTo(4001);
            assertThat(simple.await("peer_left").path("reason").asText())
                    .isEqualTo("connection-lost");
            simple.send("{'type':'leave'}");
            assertThat(simple.heardUntilNow()).isEmpty();
        }
    }

    @Test
    void upgrade_aboveTheMostConnections_isAnswered503() {
        List<TestSocket> open = new ArrayList<>();
        int status = 101;
        while (status == 101 && open.size() < 10) {
            try {
                open.add(TestSocket.open(base, "/ws"));
            } catch (CompletionException e) {
                status = TestSocket.upgradeStatus(base, "/ws");
            }
        }
        assertThat(status).isEqualTo(503);
        assertThat(open).hasSizeBetween(1, 4);
        open.forEach(TestSocket::close);
    }

    @Test
    void iceServers_withoutATurnServer_sayWhyAndWhatToDo() {
        given().get("/api/ice-servers")
                .then()
                .statusCode(200)
                .body("iceServers.size()", is(0))
                .body("turn.available", is(false))
                .body("turn.why", is("No coturn on this machine."))
                .body("turn.next", containsString("Install coturn"));
        given().get("/api/status").then().body("turn.state", is("absent"));
    }
}
