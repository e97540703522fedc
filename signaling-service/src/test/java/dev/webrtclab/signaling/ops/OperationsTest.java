package dev.webrtclab.signaling.ops;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.webrtclab.signaling.testing.ScriptedLink;
import dev.webrtclab.signaling.testing.Sdp;
import dev.webrtclab.signaling.testing.TestSocket;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OperationsTest {
    @TestHTTPResource URI base;

    @Test
    void health_metrics_openapi_andSwagger_areThere() {
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/swagger-ui/").then().statusCode(200);
        given().accept("application/json")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body(
                        "paths.'/api/sessions'.post.responses.'422'.description",
                        containsString("no-video-offered"))
                .body(
                        "components.schemas.SessionOffer.properties.sdp.description",
                        containsString("description"));
    }

    @Test
    void metrics_haveTheFieldsFigures_andNoIds() {
        try (ScriptedLink link = ScriptedLink.registered(base, 2);
                TestSocket anna = TestSocket.open(base, "/ws")) {
            calls(link, anna, "metrics");
            anna.send(
                            "{'type':'outcome','stage':'first-frame','result':'passed','path':'relay-tcp','ms_to_first_frame':180.5}")
                    .heardUntilNow();
            String metrics = given().get("/q/metrics").asString();
            assertThat(metrics)
                    .contains(
                            "signaling_rooms ",
                            "signaling_connections ",
                            "signaling_relayed_total{type=\"offer\"}",
                            "signaling_relayed_total{type=\"ice_candidate\"}",
                            "signaling_calls_total{result=\"passed\",stage=\"first-frame\"}",
                            "signaling_selected_path_total{kind=\"relay-tcp\"}",
                            "signaling_first_frame_seconds_bucket{le=\"0.25\"}",
                            "signaling_media_peers_ready ",
                            "signaling_sessions ",
                            "signaling_turn_credentials_total")
                    .doesNotContain("private-room", "anna-of-the", link.id());
        }
    }

    @Test
    void logs_ofAWholeCallWithHostileInput_haveNoAddressesSecretsOrBrokenLines() {
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        PatternFormatter formatter = new PatternFormatter("%p %c %X %m");
        Handler keep =
                new Handler() {
                    @Override
                    public void publish(LogRecord line) {
                        lines.add(formatter.format(ExtLogRecord.wrap(line)));
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        Logger ours = Logger.getLogger("dev.webrtclab");
        Level before = ours.getLevel();
        ours.setLevel(Level.ALL);
        ours.addHandler(keep);
        try (ScriptedLink link = ScriptedLink.registered(base, 2);
                TestSocket anna = TestSocket.open(base, "/ws")) {
            calls(link, anna, "log");
            anna.sendRaw("{\"type\":\"a\\r\\n{\\\"level\\\":\\\"ERROR\\\"}\\u001b[31m${jndi:x}\"}");
            anna.sendRaw("a\r\n{\"level\":\"ERROR\"} 192.168.77.5");
            anna.send("{'type':'join','room_id':'x\\r\\ny 192.168.77.5'}");
            link.send(
                    "{'type':'refused','peer_id':'x\\ny','remote':'anna','code':'a\\nb','detail':'192.168.77.5'}");
            anna.heardUntilNow();
            String credential =
                    given().get("/api/ice-servers")
                            .jsonPath()
                            .getString("iceServers[1].credential");
            assertThat(lines).isNotEmpty();
            assertThat(List.copyOf(lines))
                    .allSatisfy(
                            line ->
                                    assertThat(line)
                                            .doesNotContain(
                                                    "\n",
                                                    "\r",
                                                    "\u001b",
                                                    "192.168.77.5",
                                                    "ice-pwd",
                                                    "jndi",
                                                    credential,
                                                    ScriptedLink.TOKEN));
        } finally {
            ours.removeHandler(keep);
            ours.setLevel(before);
        }
    }

    private static void calls(ScriptedLink link, TestSocket anna, String of) {
        anna.send(
                        "{'type':'join','room_id':'private-room-%s','peer_id':'anna-of-the-%s'}"
                                .formatted(of, of))
                .send("{'type':'call','media_peer':'" + link.id() + "'}")
                .send(Sdp.offerTo(""));
        String peer = link.answerNextOffer().path("peer_id").asText();
        anna.await("answer");
        anna.send(Sdp.candidateTo(peer));
        link.await("signaled");
    }
}
