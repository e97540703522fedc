package dev.webrtclab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The same lab as local processes, without Docker. */
@OnBareMachine
@Order(90)
class BareModeIT {
    @Test
    void callsConnect_directlyAndThroughTheTurnServer() {
        try (Chromium chromium = Chromium.launch()) {
            CallPage direct = CallPage.open(chromium.newPage(new Browser.NewContextOptions()));
            direct.start().awaitPlaying();
            direct.awaitPath("direct");
            direct.stop();

            CallPage relayed = CallPage.open(chromium.newPage(new Browser.NewContextOptions()));
            relayed.choose("ice-policy", "relay").start().awaitPlaying();
            relayed.awaitPath("relay-udp", "relay-tcp");
        }
        for (int port : new int[] {8081, 8082, 8083}) {
            assertThat(Http.json("http://127.0.0.1:" + port + "/q/health").get("status").asText())
                    .isEqualTo("UP");
        }
    }
}
