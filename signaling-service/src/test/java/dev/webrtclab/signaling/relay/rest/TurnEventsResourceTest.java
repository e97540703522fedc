package dev.webrtclab.signaling.relay.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.webrtclab.signaling.testing.ScriptedLink;
import dev.webrtclab.signaling.testing.Sdp;
import dev.webrtclab.signaling.testing.TestSocket;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class TurnEventsResourceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "token-of-the-turn-events-test";
    private static final String EVENT =
            "{'at':%s,'uncertaintyMs':0.5,'allocation':'0010','what':'%s','user':'%s','lifetimeS':600}";

    @TestHTTPResource URI base;

    private static ValidatableResponse post(String token, String body) {
        return given().header("Authorization", token)
                .contentType("application/json")
                .body(body.replace('\'', '"'))
                .post("/internal/turn-events")
                .then();
    }

    private static ValidatableResponse post(String body) {
        return post("Bearer " + TOKEN, body);
    }

    /** The sender's clock runs from 0 at this distance. */
    private static String batch(double sentAt, double offset, String events) {
        return "{'sentAt':%s,'clock':{'offsetMs':%s,'uncertaintyMs':0.3},'lost':0,'events':[%s]}"
                .formatted(sentAt, offset, events);
    }

    private static double now() {
        return parsed(post("{'sentAt':1.0,'lost':0,'events':[]}").statusCode(200))
                .path("receivedAt")
                .asDouble();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer ",
                "Bearer wrong",
                "Basic " + TOKEN,
                "Bearer " + ScriptedLink.TOKEN
            })
    void withoutTheToken_nothingIsRead(String authorization) {
        post(authorization, "no json at all").statusCode(401);
    }

    @Test
    void emptyBatch_tellsTheLabClock_soThatTheClocksCanBeCompared() {
        double before = now();
        assertThat(now()).isBetween(before, before + 60_000);
        assertThat(before).isCloseTo(System.currentTimeMillis(), within(600_000.0));
    }

    @Test
    void event_ofAMediaPeersCredential_isInTheRecordOfItsConnection_onTheLabClock() {
        try (ScriptedLink link = ScriptedLink.registered(base, 4);
                TestSocket browser = TestSocket.open(base, "/ws")) {
            browser.send("{'type':'join','room_id':'turn-events','peer_id':'anna'}")
                    .send("{'type':'call','media_peer':'" + link.id() + "'}")
                    .send(Sdp.offerTo(""));
            JsonNode offer = link.answerNextOffer();
            String session = browser.await("session").path("session_id").asText();
            String user = turnUser(offer);
            double offset = now() - 5000;

            post(batch(5000, offset, EVENT.formatted("4990.0", "allocated", user))).statusCode(200);

            JsonNode event = relayEvents(session).getFirst();
            assertThat(event.path("what").asText()).isEqualTo("allocated");
            assertThat(event.path("to").asText()).isEqualTo("@turn");
            assertThat(event.path("from").asText()).isEqualTo(offer.path("peer_id").asText());
            assertThat(event.path("lifetimeS").asInt()).isEqualTo(600);
            assertThat(event.path("at").asDouble()).isCloseTo(offset + 4990, within(0.01));
            assertThat(event.path("uncertaintyMs").asDouble()).isCloseTo(0.8, within(0.01));
        }
    }

    @Test
    void batch_thatWasSentAfterItCame_byTheClocks_isMovedBack_andLessCertain() {
        try (ScriptedLink link = ScriptedLink.registered(base, 4);
                TestSocket browser = TestSocket.open(base, "/ws")) {
            browser.send("{'type':'join','room_id':'turn-events-ahead','peer_id':'anna'}")
                    .send("{'type':'call','media_peer':'" + link.id() + "'}")
                    .send(Sdp.offerTo(""));
            String user = turnUser(link.answerNextOffer());
            String session = browser.await("session").path("session_id").asText();
            double now = now();

            String event = EVENT.formatted("4990.0", "allocated", user);
            post(batch(5000, now - 5000 + 40_000, event)).statusCode(200);

            JsonNode seen = relayEvents(session).getFirst();
            double uncertainty = seen.path("uncertaintyMs").asDouble();
            assertThat(uncertainty).isBetween(30_000.0, 40_001.0);
            assertThat(seen.path("at").asDouble())
                    .isBetween(now - 10.1, now + 40_000 - uncertainty);
        }
    }

    private static String turnUser(JsonNode offer) {
        return offer.path("ice_servers").path(1).path("username").asText().split(":")[1];
    }

    @Test
    void event_ofThePagesCredential_isInTheRecordOfTheConnectionItSaysItUsesItFor() {
        try (ScriptedLink link = ScriptedLink.registered(base, 4);
                TestSocket browser = TestSocket.open(base, "/ws")) {
            browser.send("{'type':'join','room_id':'turn-events-page','peer_id':'anna'}")
                    .send("{'type':'call','media_peer':'" + link.id() + "'}")
                    .send(Sdp.offerTo(""));
            String peer = link.answerNextOffer().path("peer_id").asText();
            String session = browser.await("session").path("session_id").asText();
            double offset = now() - 5000;
            post(batch(5000, offset, EVENT.formatted("4990.0", "quota-refused", "page-user")));

            browser.send(
                    "{'type':'evidence','remote':'"
                            + peer
                            + "','at':1.0,'uncertainty_ms':1.0,'event':{'kind':'environment',"
                            + "'turn_user':'page-user','ice_servers':[]}}");

            await().atMost(Duration.ofSeconds(10)).until(() -> !relayEvents(session).isEmpty());
            JsonNode event = relayEvents(session).getFirst();
            assertThat(event.path("from").asText()).isEqualTo("anna");
            assertThat(event.path("what").asText()).isEqualTo("quota-refused");
        }
    }

    @Test
    void event_ofACallOverHttp_isInTheRecordOfTheSessionWhoseOfferNamedTheUser() {
        try (ScriptedLink link = ScriptedLink.registered(base, 4)) {
            Map<String, String> offer =
                    Map.of(
                            "type",
                            "offer",
                            "sdp",
                            Sdp.OFFER,
                            "mediaPeer",
                            link.id(),
                            "turnUser",
                            "http-user");
            var answer =
                    CompletableFuture.supplyAsync(
                            () ->
                                    given().contentType("application/json")
                                            .body(offer)
                                            .post("/api/sessions")
                                            .then());
            link.answerNextOffer();
            String session = parsed(answer.join().statusCode(201)).path("sessionId").asText();
            double offset = now() - 5000;

            post(batch(5000, offset, EVENT.formatted("4990.0", "quota-refused", "http-user")));

            await().atMost(Duration.ofSeconds(10)).until(() -> !relayEvents(session).isEmpty());
            assertThat(relayEvents(session).getFirst().path("from").asText())
                    .isEqualTo("http-" + session);
        }
    }

    private static List<JsonNode> relayEvents(String session) {
        JsonNode record = parsed(given().get("/api/sessions/" + session).then());
        return record.path("events")
                .valueStream()
                .filter(event -> event.path("type").asText().equals("relay"))
                .toList();
    }

    /** Its numbers as they are; REST-assured would round them. */
    private static JsonNode parsed(ValidatableResponse response) {
        try {
            return JSON.readTree(response.extract().asString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("every answer is JSON", e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{'events':",
                "{'sentAt':1,'lost':0}",
                "{'sentAt':1,'lost':-1,'events':[]}",
                "{'sentAt':1,'lost':0,'events':[null]}",
                "{'sentAt':1,'lost':0,'events':[{'at':1,'uncertaintyMs':1,'what':'allocated','user':'a'}]}",
                "{'sentAt':1,'clock':{'offsetMs':1,'uncertaintyMs':-1},'lost':0,'events':[]}",
                "{'sentAt':1,'clock':{'offsetMs':1,'uncertaintyMs':1},'lost':0,'events':[{'at':1,'uncertaintyMs':1,'what':'exploded','user':'a'}]}",
                "{'sentAt':1,'clock':{'offsetMs':1,'uncertaintyMs':1},'lost':0,'events':[{'at':1,'uncertaintyMs':1,'what':'allocated','user':'a b'}]}",
                "{'sentAt':1,'clock':{'offsetMs':1,'uncertaintyMs':1},'lost':0,'events':[{'at':1,'uncertaintyMs':1,'what':'allocated','user':'a\\nb'}]}",
                "{'sentAt':1,'clock':{'offsetMs':1,'uncertaintyMs':1},'lost':0,'events':[{'at':1,'uncertaintyMs':1,'what':'allocated'}]}"
            })
    void garbage_isRefusedWithAReason(String body) {
        int status = post(body).extract().statusCode();
        assertThat(status).isEqualTo(400);
    }

    @Test
    void batchWithTooManyEvents_orTooManyBytes_isRefused() {
        post(batch(1, 1, events(201))).statusCode(400);
        post("{'x':'" + "x".repeat(65_536) + "'}").statusCode(413);
    }

    private static String events(int number) {
        return String.join(",", Collections.nCopies(number, EVENT.formatted("1", "usage", "u")));
    }
}
