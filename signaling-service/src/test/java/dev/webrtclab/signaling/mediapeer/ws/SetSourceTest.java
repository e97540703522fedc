package dev.webrtclab.signaling.mediapeer.ws;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.webrtclab.signaling.testing.ScriptedLink;
import dev.webrtclab.signaling.testing.TestSocket;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sources of a media peer over real sockets and REST, the media peer played by the test. */
@QuarkusTest
class SetSourceTest {
    private static final String SOURCES =
            "[{'id':'pattern','label':'Colour bars','kind':'pattern'},"
                    + "{'id':'file:a.mp4','label':'a.mp4','kind':'file','duration_ms':1000,"
                    + "'width':1280,'height':720,'frames_per_second':29.97,'has_audio':true,"
                    + "'thumbnail':true},"
                    + "{'id':'file:text.mp4','label':'text.mp4','kind':'file','problem':'no picture in it'}]";

    @TestHTTPResource URI base;

    private ScriptedLink link;
    private TestSocket anna;
    private String peer;
    private String room;

    @BeforeEach
    void aMediaPeerInTheRoom() {
        room = "sources-" + System.nanoTime();
        link = ScriptedLink.registered(base, 4);
        link.send("{'type':'sources_changed','sources':" + SOURCES + "}").settled();
        anna = TestSocket.open(base, "/ws");
        anna.send("{'type':'join','room_id':'" + room + "','peer_id':'anna'}");
        anna.send("{'type':'call','media_peer':'" + link.id() + "','source':'pattern'}");
        peer = anna.await("called").path("peer_id").asText();
        link.await("start_peer");
        JsonNode joined = anna.await("peer_joined");
        assertThat(joined.path("state").path("audio").asText()).isEqualTo("none");
        assertThat(joined.path("shows").path("source").asText()).isEqualTo("pattern");
    }

    @AfterEach
    void allLeave() {
        anna.close();
        link.close();
    }

    private void annaWants(String choice) {
        anna.send("{'type':'set_source','target':'" + peer + "'," + choice + "}");
    }

    @Test
    void setSource_isOrderedWithItsSizes_andAllHearWhatIsShown() {
        try (TestSocket bert = TestSocket.open(base, "/ws")) {
            bert.send("{'type':'join','room_id':'" + room + "','peer_id':'bert'}").await("welcome");
            annaWants(
                    "'source':'file:a.mp4','width':320,'height':180,'frames_per_second':15,"
                            + "'position_ms':500,'loop':false");
            JsonNode order = link.await("set_source");
            assertThat(order.path("peer_id").asText()).isEqualTo(peer);
            assertThat(order.path("width").asInt()).isEqualTo(320);
            assertThat(order.path("position_ms").asInt()).isEqualTo(500);
            assertThat(order.path("loop").asBoolean(true)).isFalse();
            link.send(shown("file:a.mp4", 320, 180, 15));

            for (TestSocket member : new TestSocket[] {anna, bert}) {
                JsonNode changed = member.await("source_changed");
                assertThat(changed.path("from").asText()).isEqualTo(peer);
                assertThat(changed.path("source").asText()).isEqualTo("file:a.mp4");
                assertThat(changed.path("height").asInt()).isEqualTo(180);
                assertThat(member.await("peer_state").path("audio").asText()).isEqualTo("on");
            }
            try (TestSocket carl = TestSocket.open(base, "/ws")) {
                carl.send("{'type':'join','room_id':'" + room + "','peer_id':'carl'}");
                JsonNode media = carl.await("room_peers").path("members").get(1);
                assertThat(media.path("shows").path("source").asText()).isEqualTo("file:a.mp4");
                assertThat(media.path("shows").path("frames_per_second").asInt()).isEqualTo(15);
                assertThat(media.path("state").path("audio").asText()).isEqualTo("on");
            }
        }
    }

    @Test
    void setSource_thatTheMediaPeerRefuses_isToldToTheOneWhoAsked_andNothingChanges() {
        annaWants("'source':'file:a.mp4'");
        link.await("set_source");
        link.send(
                "{'type':'source_refused','peer_id':'"
                        + peer
                        + "','source':'file:a.mp4','code':'source-failed','detail':'it is gone'}");
        JsonNode error = anna.await("error");
        assertThat(error.path("code").asText()).isEqualTo("source-failed");
        assertThat(error.path("detail").asText()).isEqualTo("it is gone");
        assertThat(error.path("in_reply_to").asText()).isEqualTo("set_source");
    }

    @Test
    void setSource_ofWhatIsNotThere_orCanNotBeShown_neverReachesTheMediaPeer() {
        annaWants("'source':'file:nothing.mp4'");
        assertThat(anna.await("error").path("code").asText()).isEqualTo("source-unknown");
        annaWants("'source':'file:text.mp4'");
        JsonNode error = anna.await("error");
        assertThat(error.path("code").asText()).isEqualTo("source-failed");
        assertThat(error.path("detail").asText()).isEqualTo("no picture in it");
        anna.send("{'type':'set_source','target':'anna','source':'pattern'}");
        assertThat(anna.await("error").path("code").asText()).isEqualTo("peer-unknown");
    }

    @Test
    void setSource_fromAnotherRoom_isRefused() {
        try (TestSocket stranger = TestSocket.open(base, "/ws")) {
            stranger.send("{'type':'join','room_id':'elsewhere','peer_id':'stranger'}");
            stranger.send("{'type':'set_source','target':'" + peer + "','source':'pattern'}");
            assertThat(stranger.await("error").path("code").asText()).isEqualTo("peer-unknown");
        }
    }

    @Test
    void setSource_whoseMediaPeerLeaves_isAnsweredMediaPeerLost() {
        annaWants("'source':'file:a.mp4'");
        link.await("set_source");
        link.send("{'type':'peer_ended','peer_id':'" + peer + "','reason':'failed'}");
        assertThat(anna.await("error").path("code").asText()).isEqualTo("media-peer-lost");
    }

    @Test
    void sourceThatFailsWhileShown_isToldToAllWithItsProblem() {
        link.send(
                "{'type':'source_changed','peer_id':'"
                        + peer
                        + "','source':'pattern','problem':'the camera is gone'}");
        JsonNode changed = anna.await("source_changed");
        assertThat(changed.path("problem").asText()).isEqualTo("the camera is gone");
        assertThat(changed.has("width")).isFalse();
        link.send("{'type':'source_ended','peer_id':'" + peer + "','source':'file:a.mp4'}");
        assertThat(anna.await("source_ended").path("source").asText()).isEqualTo("file:a.mp4");
    }

    @Test
    void put_answersWhatIsShown_whenItIsShown() {
        Supplier<Response> put =
                () ->
                        given().contentType("application/json")
                                .body("{\"source\":\"file:a.mp4\",\"width\":640,\"height\":360}")
                                .put("/api/media-peers/" + peer + "/source");
        CompletableFuture<Response> answer = CompletableFuture.supplyAsync(put);
        assertThat(link.await("set_source").path("width").asInt()).isEqualTo(640);
        link.send(shown("file:a.mp4", 640, 360, 25));

        answer.orTimeout(8, TimeUnit.SECONDS)
                .join()
                .then()
                .statusCode(200)
                .body("source", is("file:a.mp4"))
                .body("width", is(640))
                .body("framesPerSecond", equalTo(25f));
        anna.await("source_changed");
    }

    @Test
    void put_ofNonsense_isAProblem() {
        put("{\"source\":\"pattern\",\"width\":7}").statusCode(400);
        put("{\"source\":\"pattern\",\"width\":100,\"height\":100}").statusCode(400);
        put("{\"source\":\"\"}").statusCode(400);
        put("{}").statusCode(400);
        put("{\"source\":\"file:none\"}").statusCode(404).body("type", endsWith("#source-unknown"));
        put("{\"source\":\"file:text.mp4\"}")
                .statusCode(422)
                .body("type", endsWith("#source-failed"))
                .body("detail", is("no picture in it"));
        given().contentType("application/json")
                .body("{\"source\":\"pattern\"}")
                .put("/api/media-peers/nobody/source")
                .then()
                .statusCode(404)
                .body("type", endsWith("#media-peer-unknown"));
    }

    private ValidatableResponse put(String body) {
        return given().contentType("application/json")
                .body(body)
                .put("/api/media-peers/" + peer + "/source")
                .then();
    }

    @Test
    void sources_areListed_byServiceAndByPeer() {
        for (String id : new String[] {link.id(), "name-of-" + link.id(), peer}) {
            given().get("/api/media-peers/" + id + "/sources")
                    .then()
                    .statusCode(200)
                    .body("sources.id", equalTo(ids()))
                    .body("sources[1].kind", is("file"))
                    .body("sources[1].durationMs", is(1000))
                    .body("sources[1].framesPerSecond", equalTo(29.97f))
                    .body("sources[0].problem", nullValue())
                    .body("sources[2].problem", containsString("no picture"));
        }
        given().get("/api/media-peers/nobody/sources").then().statusCode(404);
    }

    private static List<String> ids() {
        return List.of("pattern", "file:a.mp4", "file:text.mp4");
    }

    @Test
    void thumbnail_comesOverTheLinkOnce_asAJpeg() {
        byte[] jpeg = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xDB, 0, 1};
        CompletableFuture<Response> first = CompletableFuture.supplyAsync(this::thumbnail);
        assertThat(link.await("get_thumbnail").path("source").asText()).isEqualTo("file:a.mp4");
        link.send(
                "{'type':'thumbnail','source':'file:a.mp4','jpeg':'"
                        + Base64.getEncoder().encodeToString(jpeg)
                        + "'}");
        Response answer = first.orTimeout(8, TimeUnit.SECONDS).join();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("image/jpeg");
        assertThat(answer.asByteArray()).isEqualTo(jpeg);

        assertThat(thumbnail().asByteArray()).isEqualTo(jpeg);
    }

    @Test
    void thumbnail_thatIsNoPicture_isAProblem() {
        CompletableFuture<Response> asked = CompletableFuture.supplyAsync(this::thumbnail);
        link.await("get_thumbnail");
        link.send("{'type':'thumbnail','source':'file:a.mp4','jpeg':'PHNjcmlwdD4='}");
        asked.orTimeout(8, TimeUnit.SECONDS)
                .join()
                .then()
                .statusCode(422)
                .body("type", endsWith("#source-failed"));
        given().get("/api/media-peers/" + link.id() + "/sources/pattern/thumbnail")
                .then()
                .statusCode(422);
        given().get("/api/media-peers/" + link.id() + "/sources/none/thumbnail")
                .then()
                .statusCode(404);
    }

    private Response thumbnail() {
        return given().get("/api/media-peers/" + link.id() + "/sources/file:a.mp4/thumbnail");
    }

    @Test
    void post_withSizes_startsThePeerWithThem() {
        given().contentType("application/json")
                .body(
                        "{\"room\":\"sized\",\"mediaPeer\":\""
                                + link.id()
                                + "\",\"source\":\"pattern\",\"width\":320,\"height\":180,"
                                + "\"framesPerSecond\":15}")
                .post("/api/media-peers")
                .then()
                .statusCode(201);
        JsonNode start = link.await("start_peer");
        assertThat(start.path("width").asInt()).isEqualTo(320);
        assertThat(start.path("frames_per_second").asInt()).isEqualTo(15);
        given().contentType("application/json")
                .body("{\"room\":\"sized\",\"width\":321,\"height\":180}")
                .post("/api/media-peers")
                .then()
                .statusCode(400)
                .body("detail", containsString("width"));
    }

    @Test
    void patternTooSmallToBeRead_isRefused_beforeAnyMediaPeerHearsOfIt() {
        given().contentType("application/json")
                .body("{\"room\":\"small\",\"width\":100,\"height\":100}")
                .post("/api/media-peers")
                .then()
                .statusCode(400)
                .body("type", endsWith("#invalid-message"))
                .body("detail", containsString("at least 160"));

        annaWants("'source':'tone','width':100,'height':100");
        JsonNode error = anna.await("error");
        assertThat(error.path("code").asText()).isEqualTo("invalid-message");
        assertThat(error.path("detail").asText()).contains("at least 160");

        annaWants("'source':'file:a.mp4','width':100,'height':100");
        assertThat(link.await("set_source").path("source").asText()).isEqualTo("file:a.mp4");
    }

    private String shown(String source, int width, int height, int frames) {
        return "{'type':'source_changed','peer_id':'"
                + peer
                + "','source':'"
                + source
                + "','width':"
                + width
                + ",'height':"
                + height
                + ",'frames_per_second':"
                + frames
                + "}";
    }
}
