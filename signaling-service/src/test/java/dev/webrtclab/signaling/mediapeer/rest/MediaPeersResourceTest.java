package dev.webrtclab.signaling.mediapeer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import dev.webrtclab.signaling.testing.ScriptedLink;
import dev.webrtclab.signaling.testing.TestSocket;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class MediaPeersResourceTest {
    @TestHTTPResource URI base;

    @Test
    void startedMediaPeer_waitsInItsRoom_untilItIsStopped() {
        try (ScriptedLink link = ScriptedLink.registered(base, 4);
                TestSocket anna = TestSocket.open(base, "/ws")) {
            String id =
                    given().contentType("application/json")
                            .body(Map.of("room", "lobby", "mediaPeer", link.id(), "source", "tone"))
                            .post("/api/media-peers")
                            .then()
                            .statusCode(201)
                            .body("room", equalTo("lobby"))
                            .body("mediaPeer", equalTo(link.id()))
                            .body("source", equalTo("tone"))
                            .extract()
                            .path("id");
            JsonNode start = link.await("start_peer");
            assertThat(start.path("peer_id").asText()).isEqualTo(id);
            given().get("/api/media-peers").then().body("started.id", hasItem(id));

            anna.send("{'type':'join','room_id':'lobby','peer_id':'anna'}");
            assertThat(anna.await("room_peers").path("peers").path(0).asText()).isEqualTo(id);

            given().delete("/api/media-peers/" + id).then().statusCode(204);
            assertThat(link.await("stop_peer").path("reason").asText()).isEqualTo("stopped");
            assertThat(anna.await("peer_left").path("reason").asText()).isEqualTo("stopped");
            given().get("/api/media-peers").then().body("started.id", not(hasItem(id)));
            given().delete("/api/media-peers/" + id)
                    .then()
                    .statusCode(404)
                    .body("type", endsWith("#media-peer-unknown"));
        }
    }

    @Test
    void oneSource_thatStartsMediaPeersWithoutEnd_isLimited_andToldForHowLong() {
        assertThat(Stream.generate(MediaPeersResourceTest::startsNowhere).limit(60))
                .noneSatisfy(response -> response.statusCode(429));
        Stream.generate(MediaPeersResourceTest::startsNowhere)
                .filter(response -> response.extract().statusCode() == 429)
                .findFirst()
                .orElseThrow()
                .header("Retry-After", matchesPattern("[123]"))
                .body("type", endsWith("#rate-limited"));
    }

    private static ValidatableResponse startsNowhere() {
        return given().contentType("application/json")
                .header("X-Forwarded-For", "198.51.100.77")
                .body(Map.of("room", "nowhere", "mediaPeer", "no-such-peer"))
                .post("/api/media-peers")
                .then();
    }

    @Test
    void list_showsWorkersAndLoad() {
        try (ScriptedLink link = ScriptedLink.registered(base, 4)) {
            link.send(
                            "{'type':'load_changed','load':{'sessions':3,'draining':true,'workers':[{'id':1,'pid':77,'sessions':3,'served':9,'rss_bytes':1000,'state':'ready'}]}}")
                    .send("{'type':'clock','id':2,'sent_at':1.0}")
                    .await("clock");
            String mine = "mediaPeers.find { it.id == '" + link.id() + "' }";
            given().get("/api/media-peers")
                    .then()
                    .statusCode(200)
                    .body(mine + ".state", equalTo("draining"))
                    .body(mine + ".sessions", equalTo(3))
                    .body(mine + ".capacity", equalTo(4))
                    .body(mine + ".sources[0].id", equalTo("pattern"))
                    .body(mine + ".workers[0].rssBytes", equalTo(1000))
                    .body(mine + ".workers[0].state", equalTo("ready"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|400|invalid-message",
                "{\"room\":\"a b\"}|400|invalid-message",
                "{\"room\":|400|malformed-json",
                "{\"room\":\"r\",\"mediaPeer\":\"nobody\"}|404|media-peer-unknown",
                "{\"room\":\"r\",\"source\":\"nothing\"}|404|source-unknown"
            })
    void badStart_isAProblem(String body, int status, String slug) {
        try (ScriptedLink _ = ScriptedLink.registered(base, 1)) {
            given().contentType("application/json")
                    .body(body)
                    .post("/api/media-peers")
                    .then()
                    .statusCode(status)
                    .contentType("application/problem+json")
                    .body("type", endsWith("#" + slug));
        }
    }
}
