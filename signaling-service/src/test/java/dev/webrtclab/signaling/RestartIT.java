package dev.webrtclab.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.webrtclab.signaling.testing.ScriptedLink;
import dev.webrtclab.signaling.testing.Sdp;
import dev.webrtclab.signaling.testing.TestSocket;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged service as a process, ended with SIGTERM in the middle of a call and started again.
 */
class RestartIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir Path directory;

    private Process start(int port, String log) throws IOException {
        Files.writeString(directory.resolve("link-token"), ScriptedLink.TOKEN + "\n");
        Files.writeString(directory.resolve("turn-secret"), "north-of-the-test-secret\n");
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-Dsignaling.nat-probe-url=http://127.0.0.1:1",
                        "-Dsignaling.link.token-file=" + directory.resolve("link-token"),
                        "-Dsignaling.turn.secret-file=" + directory.resolve("turn-secret"),
                        "-jar",
                        "target/quarkus-app/quarkus-run.jar")
                .redirectOutput(directory.resolve(log).toFile())
                .redirectError(directory.resolve(log + ".err").toFile())
                .start();
    }

    private static void awaitReady(URI base, Process process) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(
                        () ->
                                !process.isAlive()
                                        || RestAssured.get(base.resolve("/q/health/ready"))
                                                        .statusCode()
                                                == 200);
        assertThat(process.isAlive()).isTrue();
    }

    private static URI freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return URI.create("http://localhost:" + free.getLocalPort());
        }
    }

    @Test
    void restart_inACall_keepsPeersTokensAndRooms() throws Exception {
        URI base = freePort();
        Process first = start(base.getPort(), "first.log");
        Process second = first;
        try {
            awaitReady(base, first);
            ScriptedLink link = ScriptedLink.registered(base, 2);
            TestSocket browser = TestSocket.open(base, "/ws");
            browser.send("{'type':'join','room_id':'restart','peer_id':'anna'}")
                    .send("{'type':'call'}")
                    .send(Sdp.offerTo(""));
            String peer = link.answerNextOffer().path("peer_id").asText();
            String token = browser.await("welcome").path("resume").asText();
            browser.await("answer");

            CompletableFuture<Integer> waiting =
                    CompletableFuture.supplyAsync(
                            () ->
                                    RestAssured.given()
                                            .contentType("application/json")
                                            .body(Map.of("type", "offer", "sdp", Sdp.OFFER))
                                            .post(base.resolve("/api/sessions"))
                                            .statusCode());
            link.await("signaled");

            long asked = System.nanoTime();
            first.destroy();
            assertThat(waiting.join()).isEqualTo(503);
            assertThat(browser.awaitClose()).isEqualTo(1012);
            assertThat(link.awaitClose()).isEqualTo(1012);
            assertThat(first.waitFor(10, TimeUnit.SECONDS)).isTrue();
            System.out.printf(
                    "stopped %d ms after SIGTERM%n", (System.nanoTime() - asked) / 1_000_000);

            long started = System.nanoTime();
            second = start(base.getPort(), "second.log");
            awaitReady(base, second);
            System.out.printf(
                    "ready %d ms after the start%n", (System.nanoTime() - started) / 1_000_000);
            try (TestSocket again = TestSocket.open(base, "/ws");
                    ScriptedLink linkAgain = ScriptedLink.open(base, link.id())) {
                linkAgain.register(
                        2,
                        "{'peer_id':'"
                                + peer
                                + "','room_id':'restart','source':'pattern','trickle':true,'remotes':['anna']}");
                again.send(
                        "{'type':'join','room_id':'restart','peer_id':'anna','resume':'"
                                + token
                                + "'}");
                assertThat(again.await("room_peers").path("peers").path(0).asText())
                        .isEqualTo(peer);
                again.send(Sdp.candidateTo(peer));
                assertThat(linkAgain.await("signaled").path("from").asText()).isEqualTo("anna");
            }
            everyLogLineIsOneJsonObject();
        } finally {
            first.destroyForcibly();
            second.destroyForcibly();
        }
    }

    private void everyLogLineIsOneJsonObject() throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve("first.log"));
        assertThat(lines).isNotEmpty();
        for (String line : lines) {
            JsonNode json = MAPPER.readTree(line);
            assertThat(json.isObject()).as(line).isTrue();
            assertThat(json.path("level").asText()).as(line).isIn("INFO", "WARN");
        }
    }

    @Test
    void secretThatMakesNoSense_stopsTheStartWithASentence() throws Exception {
        Path empty = Files.writeString(directory.resolve("empty"), "\n");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Dquarkus.http.port=" + freePort().getPort(),
                                "-Dsignaling.turn.secret-file=" + empty,
                                "-jar",
                                "target/quarkus-app/quarkus-run.jar")
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("refused.log").toFile())
                        .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isNotZero();
            assertThat(Files.readString(directory.resolve("refused.log")))
                    .contains("signaling.turn.secret-file")
                    .contains("openssl rand -hex 32");
        } finally {
            process.destroyForcibly();
        }
    }
}
