package dev.webrtclab.e2e.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.webrtclab.e2e.Http;
import dev.webrtclab.e2e.matrix.MatrixApi;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Whether the lab is well, as its own interface tells. */
final class LabState {
    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private final String base;

    LabState(String base) {
        this.base = base;
    }

    /** Names of the media peers that take calls; none while the service does not answer. */
    Set<String> readyPeers() {
        Set<String> names = new TreeSet<>();
        HttpResponse<String> answer = Http.get(base + "/api/media-peers");
        if (answer.statusCode() == 200) {
            for (JsonNode peer : Http.parse(answer.body()).path("mediaPeers")) {
                if (isReady(peer)) {
                    names.add(peer.path("name").asText());
                }
            }
        }
        return names;
    }

    /** Whether the media peer with this name takes calls, and a worker of it can serve one now. */
    boolean hasReadyWorker(String name) {
        HttpResponse<String> answer = Http.get(base + "/api/media-peers");
        return answer.statusCode() == 200
                && MatrixApi.list(Http.parse(answer.body()).path("mediaPeers")).stream()
                        .filter(peer -> peer.path("name").asText().equals(name))
                        .filter(LabState::isReady)
                        .flatMap(peer -> MatrixApi.list(peer.path("workers")).stream())
                        .anyMatch(LabState::isReady);
    }

    private static boolean isReady(JsonNode peerOrWorker) {
        return peerOrWorker.path("state").asText().equals("ready");
    }

    /** Id of the media peer with a name, or else of one in the network with that label. */
    String peerId(String name) {
        for (JsonNode peer : Http.json(base + "/api/media-peers").path("mediaPeers")) {
            if (peer.path("name").asText().equals(name)) {
                return peer.path("id").asText();
            }
        }
        return new MatrixApi(base).mediaPeer(name);
    }

    /** Waits until everything works and these media peers are there. */
    void awaitHealthy(Set<String> peers) {
        await("the lab is healthy again", RECOVERY, () -> isHealthy(peers));
    }

    private boolean isHealthy(Set<String> peers) {
        HttpResponse<String> answer = Http.get(base + "/api/status");
        if (answer.statusCode() != 200) {
            return false; // while a service starts
        }
        JsonNode status = Http.parse(answer.body());
        return status.path("turn").path("state").asText().equals("up")
                && status.path("natProbe").path("state").asText().equals("up")
                && readyPeers().containsAll(peers);
    }

    /**
     * Waits for something that only asking shows.
     *
     * @throws IllegalStateException when it does not come in time
     */
    static void await(String what, Duration most, BooleanSupplier holds) {
        long deadline = System.nanoTime() + most.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not within " + most.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }
}
