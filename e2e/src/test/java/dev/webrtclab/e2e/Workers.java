package dev.webrtclab.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The worker processes of the media peers, as the service tells of them. */
final class Workers {
    /** Within this a worker has started, also beside others on a busy machine. */
    private static final Duration STARTED = Duration.ofSeconds(60);

    private Workers() {}

    /** Process ids of all of them. */
    static List<Long> pids() {
        return all().map(Workers::pid).toList();
    }

    /**
     * Waits until each media peer has one that is ready: a page gives up sooner than one starts.
     */
    static void awaitReady() {
        await("a worker of each media peer is ready")
                .atMost(STARTED)
                .until(
                        () ->
                                services()
                                        .map(Workers::ofService)
                                        .allMatch(of -> of.stream().anyMatch(Workers::isReady)));
    }

    /**
     * Waits until just one serves somebody, as those who left may be counted for some seconds, and
     * another one of its service is ready to take over, and ends it as a crash would.
     */
    static void killTheBusyOne() {
        await("just one worker is busy")
                .atMost(Duration.ofSeconds(30))
                .until(() -> all().filter(Workers::isBusy).count() == 1);
        JsonNode busy =
                await("another worker is ready")
                        .atMost(STARTED)
                        .until(
                                () ->
                                        services()
                                                .map(Workers::ofService)
                                                .flatMap(Workers::replaceable)
                                                .findFirst(),
                                Optional::isPresent)
                        .orElseThrow();
        Lab.compose("exec", "-T", "media-peer-service", "sh", "-c", "kill -9 " + pid(busy));
    }

    /** The busy ones of a service, where another one is ready. */
    private static Stream<JsonNode> replaceable(List<JsonNode> workers) {
        return workers.stream()
                .filter(Workers::isBusy)
                .filter(
                        busy ->
                                workers.stream()
                                        .filter(other -> pid(other) != pid(busy))
                                        .anyMatch(Workers::isReady));
    }

    private static boolean isBusy(JsonNode worker) {
        return worker.get("sessions").asInt() > 0;
    }

    private static boolean isReady(JsonNode worker) {
        return worker.get("state").asText().equals("ready");
    }

    private static long pid(JsonNode worker) {
        return worker.get("pid").asLong();
    }

    private static Stream<JsonNode> all() {
        return services().map(Workers::ofService).flatMap(List::stream);
    }

    private static Stream<JsonNode> services() {
        return stream(Http.json(Lab.PAGE + "api/media-peers").get("mediaPeers"));
    }

    private static List<JsonNode> ofService(JsonNode service) {
        return stream(service.get("workers")).toList();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
