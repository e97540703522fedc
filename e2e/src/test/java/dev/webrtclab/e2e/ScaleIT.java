package dev.webrtclab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** {@code docker compose up --scale media-peer-service=2}. */
@OnCompose
@Order(30)
class ScaleIT {
    @Test
    void twoMediaPeers_shareTheCalls_andEachCanBeChosen() {
        Lab.compose(
                "up",
                "-d",
                "--no-recreate",
                "--scale",
                "media-peer-service=2",
                "media-peer-service");
        try (Chromium chromium = Chromium.launch()) {
            await().atMost(Duration.ofSeconds(60)).until(() -> mediaPeers().size() == 2);
            Workers.awaitReady();
            await("those who left are counted no more")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> sessionsByPeer().values().stream().allMatch(n -> n == 0));

            for (int i = 0; i < 2; i++) {
                CallPage.open(chromium.newPage(new Browser.NewContextOptions()))
                        .start()
                        .awaitPlaying();
            }
            await("each of the two serves one call")
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () -> assertThat(sessionsByPeer().values()).containsExactly(1, 1));

            String chosen = mediaPeers().iterator().next();
            CallPage call = CallPage.open(chromium.newPage(new Browser.NewContextOptions()));
            call.choose("peer", chosen).start().awaitPlaying();
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(sessionsByPeer()).containsEntry(chosen, 2));
        } finally {
            Lab.compose(
                    "up",
                    "-d",
                    "--no-recreate",
                    "--scale",
                    "media-peer-service=1",
                    "media-peer-service");
            await().atMost(Duration.ofSeconds(60)).until(() -> mediaPeers().size() == 1);
        }
    }

    private static Set<String> mediaPeers() {
        return sessionsByPeer().keySet();
    }

    private static Map<String, Integer> sessionsByPeer() {
        Map<String, Integer> sessions = new HashMap<>();
        for (JsonNode peer : Http.json(Lab.PAGE + "api/media-peers").get("mediaPeers")) {
            sessions.put(peer.get("id").asText(), peer.get("sessions").asInt());
        }
        return sessions;
    }
}
