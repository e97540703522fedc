package dev.webrtclab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The first call: what a user sees who presses Start. */
@OnCompose
@Order(10)
class FirstCallIT {
    private static final String COTURN_METRICS = "http://127.0.0.1:9641/metrics";

    private static Chromium chromium;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
    }

    @AfterAll
    static void quit() {
        chromium.close();
    }

    private CallPage open() {
        return CallPage.open(chromium.newPage(new Browser.NewContextOptions().setLocale("en-GB")));
    }

    @Test
    void start_showsTheMovingPictureOfTheJavaPeer_onADirectPath() {
        CallPage call = open().start().awaitPlaying();

        call.awaitPath("direct");
        assertThat(call.connectionState()).isEqualTo("connected");
        FrameStamp first = FrameStamp.read(call);
        call.awaitPlaying();
        FrameStamp later = FrameStamp.read(call);
        assertThat(later.frameNumber()).isGreaterThan(first.frameNumber());
        assertThat(Math.abs(later.sentAt() - System.currentTimeMillis())).isLessThan(10_000);
        call.page().context().close();
    }

    @Test
    void start_showsCandidatesTimelineAndNatReport_withTheirSources() {
        CallPage call = open().start().awaitPlaying();

        call.awaitText("candidates", "host");
        call.awaitText("candidates", "198.51.100.");
        for (String component : List.of("browser", "signaling", "peer")) {
            awaitTold(call, component);
        }
        call.awaitText("nat-report", "198.51.100.");
        call.page().context().close();
    }

    @Test
    void relayOnly_carriesThePictureThroughOurTurnServer() {
        double before = Http.metric(COTURN_METRICS, "turn_total_traffic_peer_rcvb");
        CallPage call =
                open().choose("ice-policy", "relay")
                        .start()
                        .awaitPlaying()
                        .awaitPath("relay-udp", "relay-tcp");

        // Only here for certain: a call that finds a path at once gathers no further.
        call.awaitText("candidates", "relay");
        awaitTold(call, "turn");
        assertThat(Http.metric(COTURN_METRICS, "turn_total_allocations")).isPositive();
        call.stop();
        awaitRelayedBytes(before);
        call.page().context().close();
    }

    @Test
    void relayOnly_whereUdpIsBlocked_carriesThePictureOverTcp() {
        double before = Http.metric(COTURN_METRICS, "turn_total_traffic_peer_rcvb");
        try (Firewall firewall = Firewall.dropUdpFromClientsTo("turn-network")) {
            CallPage call =
                    open().choose("ice-policy", "relay")
                            .start()
                            .awaitPlaying()
                            .awaitPath("relay-tcp");

            assertThat(firewall.dropped()).isPositive();
            call.stop();
            call.page().context().close();
        }
        awaitRelayedBytes(before);
    }

    @Test
    void httpSignaling_connectsWithOnePost() {
        CallPage call = open().choose("signaling-mode", "http");
        List<String> posts = new java.util.concurrent.CopyOnWriteArrayList<>();
        call.page()
                .onRequest(
                        request -> {
                            if (request.method().equals("POST")) {
                                posts.add(request.url());
                            }
                        });
        call.start().awaitPlaying();

        call.awaitPath("direct");
        assertThat(posts).containsExactly(Lab.PAGE + "api/sessions");
        call.page().context().close();
    }

    @Test
    void camera_whenAllowed_isSentToThePeer() {
        CallPage call =
                CallPage.open(
                        chromium.newPage(
                                new Browser.NewContextOptions()
                                        .setPermissions(List.of("camera", "microphone"))));
        call.check("camera").start().awaitPlaying();

        call.page().waitForCondition(() -> framesSent(call) > 10);
        call.page().context().close();
    }

    /** Waits until the timeline tells of something that this component did. */
    private static void awaitTold(CallPage call, String component) {
        call.element("timeline")
                .locator("tr[data-actor='" + component + "']")
                .first()
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
    }

    private static int framesSent(CallPage call) {
        return ((Number) call.page().evaluate("() => window.webrtcLab.framesSent()")).intValue();
    }

    @Test
    void camera_whenRefused_isNotNeeded() {
        CallPage call =
                CallPage.open(
                        chromium.newPage(
                                new Browser.NewContextOptions().setPermissions(List.of())));
        call.tick("camera");
        call.element("camera-note").waitFor();
        call.start().awaitPlaying();

        assertThat(call.connectionState()).isEqualTo("connected");
        call.page().context().close();
    }

    private static void awaitRelayedBytes(double before) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(
                                                Http.metric(
                                                        COTURN_METRICS,
                                                        "turn_total_traffic_peer_rcvb"))
                                        .isGreaterThan(before + 10_000));
    }
}
