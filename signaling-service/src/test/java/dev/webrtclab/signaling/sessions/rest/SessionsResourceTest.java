package dev.webrtclab.signaling.sessions.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.webrtclab.signaling.testing.ScriptedLink;
import dev.webrtclab.signaling.testing.Sdp;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class SessionsResourceTest {
    @TestHTTPResource URI base;

    private static CompletableFuture<ValidatableResponse> posts(String mediaPeer) {
        return CompletableFuture.supplyAsync(
                () ->
                        given().contentType("application/json")
                                .body(
                                        Map.of(
                                                "type",
                                                "offer",
                                                "sdp",
                                                Sdp.OFFER,
                                                "mediaPeer",
                                                mediaPeer))
                                .post("/api/sessions")
                                .then());
    }

    @Test
    void post_isAnsweredWithACompleteDescription_andEndsByDelete() {
        try (ScriptedLink link = ScriptedLink.registered(base, 4)) {
            var post = posts(link.id());
            JsonNode start = link.await("start_peer");
            assertThat(start.path("trickle").asBoolean()).isFalse();
            link.answerNextOffer();

            ValidatableResponse answer = post.join().statusCode(201);
            String id = answer.extract().path("sessionId");
            answer.header("Location", endsWith("/api/sessions/" + id))
                    .body("type", equalTo("answer"))
                    .body("sdp", equalTo(Sdp.ANSWER))
                    .body("mediaPeer", equalTo(link.id()))
                    .body("source", equalTo("pattern"))
                    .body("nat.unknown", containsString("NAT probe"));
            given().get("/api/sessions/" + id)
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("active"))
                    .body("reason", nullValue());

            given().delete("/api/sessions/" + id).then().statusCode(204);
            given().delete("/api/sessions/" + id).then().statusCode(204);
            link.await("remote_left");
            link.await("stop_peer");
            given().get("/api/sessions/" + id)
                    .then()
                    .body("state", equalTo("ended"))
                    .body("reason", equalTo("left"));
        }
    }

    @Test
    void session_endsWithTheReasonOfTheMediaPeer_andFreesItsPlace() {
        try (ScriptedLink link = ScriptedLink.registered(base, 1)) {
            var post = posts(link.id());
            JsonNode offer = link.answerNextOffer();
            String id = post.join().statusCode(201).extract().path("sessionId");

            posts(link.id())
                    .join()
                    .statusCode(503)
                    .header("Retry-After", "2")
                    .body("type", equalTo("/docs/problems.md#media-peers-full"));

            link.send(
                    "{'type':'connection_ended','peer_id':'"
                            + offer.path("peer_id").asText()
                            + "','remote':'"
                            + offer.path("from").asText()
                            + "','reason':'viewer-vanished'}");
            Awaitility.await()
                    .untilAsserted(
                            () ->
                                    given().get("/api/sessions/" + id)
                                            .then()
                                            .body("state", equalTo("ended"))
                                            .body("reason", equalTo("viewer-vanished")));
            var next = posts(link.id());
            link.answerNextOffer();
            next.join().statusCode(201);
        }
    }

    @Test
    void post_refusedByTheMediaPeer_hasItsCode_andLeavesNothing() {
        try (ScriptedLink link = ScriptedLink.registered(base, 1)) {
            var post = posts(link.id());
            JsonNode offer = link.await("signaled");
            link.send(
                    "{'type':'refused','peer_id':'"
                            + offer.path("peer_id").asText()
                            + "','remote':'"
                            + offer.path("from").asText()
                            + "','code':'description-refused','detail':'no'}");
            post.join()
                    .statusCode(422)
                    .contentType("application/problem+json")
                    .body("type", equalTo("/docs/problems.md#description-refused"));
            link.await("stop_peer");
        }
    }

    @Test
    void post_whenTheMediaPeerIsLost_says502() {
        ScriptedLink link = ScriptedLink.registered(base, 1);
        var post = posts(link.id());
        link.await("signaled");
        link.abort();
        post.join().statusCode(502).body("title", equalTo("The media peer was lost"));
    }

    @Test
    void post_withoutAnAnswerInTime_says504() {
        try (ScriptedLink link = ScriptedLink.registered(base, 1)) {
            var post = posts(link.id());
            link.await("signaled");
            post.join().statusCode(504).body("type", endsWith("#answer-timeout"));
            link.await("stop_peer");
        }
    }

    static Object[][] badRequests() {
        String json = "application/json";
        String sdp = Sdp.json(Sdp.OFFER);
        return new Object[][] {
            {"{", json, 400, "malformed-json"},
            {"", json, 400, "invalid-message"},
            {"null", json, 400, "invalid-message"},
            {"[]", json, 400, "invalid-message"},
            {"{\"type\":\"offer\",\"sdp\":{}}", json, 400, "invalid-message"},
            {"{\"type\":\"offer\"}", json, 400, "invalid-message"},
            {"{\"type\":\"answer\",\"sdp\":\"" + sdp + "\"}", json, 400, "invalid-message"},
            {"{\"type\":\"offer\",\"sdp\":\"%n\"}", json, 422, "description-refused"},
            {
                "{\"type\":\"offer\",\"sdp\":\"" + Sdp.json(Sdp.AUDIO_OFFER) + "\"}",
                json,
                422,
                "no-video-offered"
            },
            {
                "{\"type\":\"offer\",\"sdp\":\"" + sdp.replace("recvonly", "sendonly") + "\"}",
                json,
                422,
                "no-video-offered"
            },
            {
                "{\"type\":\"offer\",\"mediaPeer\":\"nobody\",\"sdp\":\"" + sdp + "\"}",
                json,
                0,
                "media-peer"
            },
            {"{\"x\":\"" + "x".repeat(65_536) + "\"}", json, 413, "message-too-large"},
            {"{\"type\":\"offer\"}", "text/plain", 415, "unsupported-media-type"},
        };
    }

    @ParameterizedTest
    @MethodSource("badRequests")
    void badRequest_isAProblem(String body, String contentType, int status, String slug) {
        ValidatableResponse response =
                given().contentType(contentType).body(body).post("/api/sessions").then();
        response.contentType("application/problem+json")
                .body("type", containsString("/docs/problems.md#"))
                .body("type", containsString(slug))
                .body("traceId", matchesPattern("[0-9a-f]{16}"))
                .body("status", equalTo(response.extract().statusCode()));
        if (status != 0) {
            response.statusCode(status);
        }
    }

    @Test
    void oneSource_thatOpensSessionsWithoutEnd_isLimited() {
        List<ValidatableResponse> first =
                Stream.generate(() -> postsNonsense("10.0.0.1, 203.0.113.19")).limit(60).toList();
        assertThat(first).allSatisfy(response -> response.statusCode(422));
        Stream.generate(() -> postsNonsense("203.0.113.19"))
                .filter(response -> response.extract().statusCode() != 422)
                .findFirst()
                .orElseThrow()
                .statusCode(429)
                .header("Retry-After", matchesPattern("[123]"))
                .body("type", equalTo("/docs/problems.md#rate-limited"));
        postsNonsense("203.0.113.20").statusCode(422);
    }

    private static ValidatableResponse postsNonsense(String source) {
        return given().header("X-Forwarded-For", source)
                .contentType("application/json")
                .body("{\"type\":\"offer\",\"sdp\":\"%n\"}")
                .post("/api/sessions")
                .then();
    }

    @Test
    void unknownPathsMethodsAndSessions_areProblems() {
        given().get("/api/sessions/none")
                .then()
                .statusCode(404)
                .body("type", endsWith("#session-unknown"));
        given().delete("/api/sessions/none").then().statusCode(404);
        given().put("/api/sessions/none")
                .then()
                .statusCode(405)
                .contentType("application/problem+json")
                .body("type", endsWith("#method-not-allowed"));
        given().get("/api/nothing")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", endsWith("#not-found"));
    }
}
