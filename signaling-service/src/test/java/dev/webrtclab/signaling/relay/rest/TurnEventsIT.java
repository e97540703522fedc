package dev.webrtclab.signaling.relay.rest;

import static dev.webrtclab.signaling.testing.TurnAllocation.ALLOCATED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.webrtclab.signaling.LabClock;
import dev.webrtclab.signaling.testing.TurnAllocation;
import dev.webrtclab.signaling.turn.TurnCredentials;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.MountableFile;

/** What a real coturn with the lab's policy and observer tells about what clients did. */
class TurnEventsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "5ec12e7a".repeat(8);
    private static final String TOKEN = "70cec0de".repeat(8);
    private static final Duration TTL = Duration.ofMinutes(10);
    private static final LabClock CLOCK = new LabClock();

    private static final String START =
            """
            mkdir /tmp/run && export TURN_RUN_DIR=/tmp/run TURN_SECRET_FILE=/tmp/turn-secret TURN_EVENTS_TOKEN_FILE=/tmp/token
            export TURN_LISTENING_IPS="$(hostname -i)" TURN_RELAY_IP="$(hostname -i)" TURN_ALLOWED_PEERS="$(hostname -i)"
            exec sh /opt/turn/entrypoint.sh
            """;

    private static final Queue<JsonNode> EVENTS = new ConcurrentLinkedQueue<>();
    private static final Queue<String> TOKENS = new ConcurrentLinkedQueue<>();

    private static HttpServer collector;
    private static GenericContainer<?> coturn;

    /** An event on the lab clock. */
    private record Seen(JsonNode event, double at, double uncertaintyMs) {}

    @BeforeAll
    static void start() throws IOException {
        collector = HttpServer.create(new InetSocketAddress("0.0.0.0", 0), 0);
        collector.createContext("/internal/turn-events", TurnEventsIT::collect);
        collector.start();
        coturn =
                new GenericContainer<>("coturn/coturn:4.18")
                        .withExposedPorts(3478)
                        .withExtraHost("signaling", "host-gateway")
                        .withEnv(
                                "TURN_EVENTS_URL",
                                "http://signaling:"
                                        + collector.getAddress().getPort()
                                        + "/internal/turn-events")
                        .withCopyToContainer(MountableFile.forHostPath("../turn"), "/opt/turn")
                        .withCopyToContainer(Transferable.of(SECRET + "\n"), "/tmp/turn-secret")
                        .withCopyToContainer(Transferable.of(TOKEN + "\n"), "/tmp/token")
                        .withCreateContainerCmdModifier(
                                create -> create.withEntrypoint("sh", "-c", START));
        coturn.start();
    }

    @AfterAll
    static void stop() {
        coturn.stop();
        collector.stop(0);
    }

    private static void collect(HttpExchange exchange) throws IOException {
        double receivedAt = LabClock.toMillis(CLOCK.instant());
        TOKENS.add(exchange.getRequestHeaders().getFirst("Authorization"));
        EVENTS.add(JSON.readTree(exchange.getRequestBody()));
        byte[] answer = ("{\"receivedAt\":" + receivedAt + "}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static List<Seen> seen(String user) {
        return EVENTS.stream()
                .flatMap(
                        batch ->
                                batch.path("events")
                                        .valueStream()
                                        .map(event -> onLabClock(event, batch.path("clock"))))
                .filter(seen -> seen.event().path("user").asText().equals(user))
                .toList();
    }

    private static Seen onLabClock(JsonNode event, JsonNode clock) {
        return new Seen(
                event,
                event.path("at").asDouble() + clock.path("offsetMs").asDouble(),
                event.path("uncertaintyMs").asDouble() + clock.path("uncertaintyMs").asDouble());
    }

    private static Seen await(String user, String what) {
        Awaitility.await(what).atMost(Duration.ofSeconds(20)).until(() -> has(user, what));
        return seen(user).stream().filter(seen -> is(seen, what)).findFirst().orElseThrow();
    }

    private static boolean has(String user, String what) {
        return seen(user).stream().anyMatch(seen -> is(seen, what));
    }

    private static boolean is(Seen seen, String what) {
        return seen.event().path("what").asText().equals(what);
    }

    private static int allocate(String user, String secret, Instant issuedAt) throws IOException {
        var issued = new TurnCredentials(secret, TTL).issue(user, issuedAt);
        return TurnAllocation.attempt(
                new InetSocketAddress(coturn.getHost(), coturn.getMappedPort(3478)),
                issued.username(),
                issued.password());
    }

    @Test
    void allocation_overTcp_isToldFromItsBeginToItsEnd_withinItsUncertainty() throws IOException {
        double before = LabClock.toMillis(CLOCK.instant());
        assertThat(allocate("allocates", SECRET, Instant.now())).isEqualTo(ALLOCATED);
        double after = LabClock.toMillis(CLOCK.instant());

        Seen allocated = await("allocates", "allocated");
        assertThat(allocated.event().path("lifetimeS").asInt()).isEqualTo(600);
        assertThat(allocated.event().path("relayed").asText()).matches("[0-9.]+:49\\d{3}");
        assertThat(allocated.at() + allocated.uncertaintyMs()).isGreaterThan(before);
        assertThat(allocated.at() - allocated.uncertaintyMs()).isLessThan(after);
        assertThat(allocated.uncertaintyMs()).isBetween(0.0, 1000.0);

        Seen closed = await("allocates", "closed");
        assertThat(closed.event().path("transport").asText()).isEqualTo("tcp");
        assertThat(closed.event().path("client").asText()).matches("[0-9.]+:\\d+");
        assertThat(closed.event().path("receivedBytes").asLong()).isPositive();
        assertThat(closed.event().path("allocation"))
                .isEqualTo(allocated.event().path("allocation"));
    }

    @Test
    void wrongCredential_andExpiredOne_areToldApart() throws IOException {
        allocate("wrong", "0".repeat(64), Instant.now());
        allocate("expired", SECRET, Instant.now().minus(TTL).minusSeconds(60));

        JsonNode wrong = await("wrong", "credentials-refused").event();
        assertThat(wrong.path("code").asInt()).isEqualTo(401);
        assertThat(wrong.path("text").asText()).isEqualTo("Unauthorized (wrong password)");
        assertThat(await("expired", "credentials-refused").event().path("text").asText())
                .matches("Unauthorized \\(expired 6\\d s before\\)");
    }

    @Test
    void log_ofTheContainer_hasNoUserNames_andEachBatchShowsTheToken() throws IOException {
        allocate("private", "0".repeat(64), Instant.now());
        await("private", "credentials-refused");

        assertThat(coturn.getLogs())
                .contains("credentials of user")
                .doesNotContain("private", TOKEN);
        assertThat(TOKENS).containsOnly("Bearer " + TOKEN);
    }
}
