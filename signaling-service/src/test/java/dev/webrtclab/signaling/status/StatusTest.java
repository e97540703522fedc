package dev.webrtclab.signaling.status;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.webrtclab.signaling.testing.ScriptedLink;
import dev.webrtclab.signaling.testing.TestSocket;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** With a NAT probe that says what the test wants. */
@QuarkusTest
@TestProfile(StatusTest.OwnInstance.class)
@QuarkusTestResource(value = StatusTest.ScriptedProbe.class, restrictToAnnotatedClass = true)
class StatusTest {
    private static volatile String turn = "{\"reachable\":true,\"rttMs\":0.4,\"at\":\"x\"}";
    private static volatile int health = 200;

    @TestHTTPResource URI base;

    /** Separates this class from those without a probe. */
    public static final class OwnInstance implements QuarkusTestProfile {}

    /** The nat-probe-service, as far as it is asked. */
    public static final class ScriptedProbe implements QuarkusTestResourceLifecycleManager {
        private @Nullable HttpServer server;

        @Override
        public Map<String, String> start() {
            try {
                server =
                        HttpServer.create(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server.createContext(
                    "/",
                    exchange -> {
                        String path = exchange.getRequestURI().getPath();
                        byte[] body =
                                (path.equals("/api/turn/status")
                                                ? turn
                                                : path.equals("/api/nat")
                                                        ? "{\"nat\":\"none\"}"
                                                        : "{\"status\":\"UP\"}")
                                        .getBytes(StandardCharsets.UTF_8);
                        exchange.getResponseHeaders().add("Content-Type", "application/json");
                        exchange.sendResponseHeaders(
                                path.startsWith("/q/health") ? health : 200, body.length);
                        exchange.getResponseBody().write(body);
                        exchange.close();
                    });
            server.start();
            return Map.of(
                    "signaling.nat-probe-url", "http://127.0.0.1:" + server.getAddress().getPort());
        }

        @Override
        public void stop() {
            server.stop(0);
        }
    }

    @Test
    void changes_arePushed_withReasonAndNextStep() {
        try (TestSocket anna = TestSocket.open(base, "/ws")) {
            anna.send("{'type':'join','room_id':'status','peer_id':'anna'}");
            awaitStatus(
                    anna,
                    status ->
                            status.at("/turn/state").asText().equals("up")
                                    && status.at("/natProbe/state").asText().equals("up"));
            given().get("/api/status")
                    .then()
                    .statusCode(200)
                    .body("mediaPeers.state", equalTo("down"))
                    .body("mediaPeers.ready", equalTo(0));

            try (ScriptedLink link = ScriptedLink.registered(base, 5)) {
                assertThat(link.id()).isNotEmpty();
                awaitState(anna, "/mediaPeers/state", "up");
                given().get("/api/status").then().body("mediaPeers.capacity", equalTo(5));
            }
            awaitState(anna, "/mediaPeers/state", "down");

            turn = "{\"reachable\":false,\"why\":\"No answer within 500 ms.\"}";
            var down = awaitState(anna, "/turn/state", "down");
            assertThat(down.at("/turn/why").asText()).isEqualTo("No answer within 500 ms.");
            assertThat(down.at("/turn/next").asText()).isNotEmpty();

            health = 503;
            var silent =
                    awaitStatus(
                            anna,
                            status -> status.at("/natProbe/why").asText().contains("status 503"));
            assertThat(silent.at("/natProbe/state").asText()).isEqualTo("down");
            assertThat(silent.at("/turn/state").asText()).isEqualTo("unknown");
        }
    }

    private static JsonNode awaitState(TestSocket socket, String pointer, String state) {
        return awaitStatus(socket, status -> status.at(pointer).asText().equals(state));
    }

    private static JsonNode awaitStatus(TestSocket socket, Predicate<JsonNode> wanted) {
        while (true) {
            var status = socket.await("lab_status");
            if (wanted.test(status)) {
                return status;
            }
        }
    }
}
