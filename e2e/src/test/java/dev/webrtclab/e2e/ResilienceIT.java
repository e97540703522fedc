package dev.webrtclab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Bad luck during a call: parts of the lab end and come back. */
@OnCompose
@Order(20)
class ResilienceIT {
    private static final String MEDIA_PEERS = Lab.PAGE + "api/media-peers";

    private static Chromium chromium;
    private CallPage call;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
    }

    @AfterAll
    static void quit() {
        chromium.close();
    }

    @BeforeEach
    void open() {
        call = CallPage.open(chromium.newPage(new Browser.NewContextOptions().setLocale("en-GB")));
    }

    @AfterEach
    void leave() {
        call.page().context().close();
    }

    @Test
    void signalingRestart_leavesThePictureAlone_andSignalingComesBack() {
        call.start().awaitPlaying();
        call.watchPictures();
        long mark = call.framesDecoded();

        Lab.compose("restart", "signaling-service");
        call.page().waitForFunction("() => window.webrtcLab.ready");
        call.awaitPlaying();

        assertThat(call.longestGap()).as("longest time without a new picture, ms").isLessThan(1000);
        assertThat(call.framesDecoded()).as("the same connection goes on").isGreaterThan(mark);
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(
                        () ->
                                assertThat(sessions())
                                        .as("sessions known after the restart")
                                        .isPositive());

        call.stop();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () ->
                                assertThat(sessions())
                                        .as("the stop reached the media peer")
                                        .isZero());
    }

    @Test
    void workerKilled_overWebSocket_givesAFreshPictureByItself() {
        killTheWorkerDuringACall();
    }

    @Test
    void workerKilled_overHttp_givesAFreshPictureByItself() {
        call.choose("signaling-mode", "http");
        killTheWorkerDuringACall();
    }

    private void killTheWorkerDuringACall() {
        call.start().awaitPlaying();
        String before = FrameStamp.read(call).toString();
        call.watchPictures();

        Workers.killTheBusyOne();
        call.page().waitForFunction("() => window.webrtcLab.calls >= 2");
        call.awaitPlaying();

        assertThat(call.longestGap()).as("ms until the fresh picture").isLessThan(5000);
        assertThat(call.connectionState()).isEqualTo("connected");
        assertThat(before).isNotEmpty();
    }

    @Test
    void turnServerDown_isSaid_andDirectCallsStillWork() {
        Lab.compose("stop", "coturn");
        try {
            call.element("lab-status").locator("[data-part='turn'][data-state='down']").waitFor();
            call.start().awaitPlaying();
            call.awaitPath("direct");
        } finally {
            Lab.compose("start", "coturn");
        }
        call.element("lab-status").locator("[data-part='turn'][data-state='up']").waitFor();
    }

    @Test
    void natProbeDown_isSaid_andCallsStillWork() {
        Lab.compose("stop", "nat-probe-service");
        try {
            call.element("lab-status")
                    .locator("[data-part='natProbe'][data-state='down']")
                    .waitFor();
            call.start().awaitPlaying();
        } finally {
            Lab.compose("start", "nat-probe-service");
        }
        call.element("lab-status").locator("[data-part='natProbe'][data-state='up']").waitFor();
    }

    @Test
    void mediaPeerDown_isSaid_andTheCallStartsOnceItIsBack() {
        Lab.compose("stop", "media-peer-service");
        try {
            call.element("lab-status")
                    .locator("[data-part='mediaPeers'][data-state='down']")
                    .waitFor();
        } finally {
            Lab.compose("start", "media-peer-service");
        }
        call.element("lab-status").locator("[data-part='mediaPeers'][data-state='up']").waitFor();
        Workers.awaitReady();
        call.start().awaitPlaying();
    }

    private static int sessions() {
        int sessions = 0;
        for (JsonNode peer : Http.json(MEDIA_PEERS).get("mediaPeers")) {
            sessions += peer.get("sessions").asInt();
        }
        return sessions;
    }
}
