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
    private Workers() {}

    /** Process ids of all of them. */
    static List<Long> pids() {
        return all().map(Workers::pid).toList();
    }

    /** Waits until one serves somebody, and ends it as a crash would. */
    static void killTheBusyOne() {
        JsonNode busy =
                await().atMost(Duration.ofSeconds(10))
                        .until(
                                () ->
                                        all().filter(one -> one.get("sessions").asInt() > 0)
                                                .findFirst(),
                                Optional::isPresent)
                        .orElseThrow();
        Lab.compose("exec", "-T", "media-peer-service", "sh", "-c", "kill -9 " + pid(busy));
    }

    private static long pid(JsonNode worker) {
        return worker.get("pid").asLong();
    }

    private static Stream<JsonNode> all() {
        return StreamSupport.stream(
                        Http.json(Lab.PAGE + "api/media-peers").get("mediaPeers").spliterator(),
                        false)
                .flatMap(peer -> StreamSupport.stream(peer.get("workers").spliterator(), false));
    }
}
