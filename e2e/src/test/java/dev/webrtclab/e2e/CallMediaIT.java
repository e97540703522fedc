package dev.webrtclab.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What can be done with the pictures of a call: a screen, another path, a recording. */
@OnCompose
@Order(36)
class CallMediaIT {
    private static final String SHARED = "Shared by the test";

    /** Keeps the peer connections of a page, the latest last. */
    private static final String REMEMBERED =
            """
            window.__peers = [];
            window.RTCPeerConnection = class extends RTCPeerConnection {
              constructor(...how) { super(...how); window.__peers.push(this); }
            };
            """;

    /** What the present call sends: {@code browser} for a tab, nothing for a camera. */
    private static final String SENT_SURFACE =
            """
            () => {
              const call = window.__peers.findLast(pc => pc.connectionState === 'connected');
              const track = call?.getSenders().find(({ track }) => track?.kind === 'video')?.track;
              return track ? (track.getSettings().displaySurface ?? 'camera') : 'none';
            }
            """;

    private Chromium chromium;
    private CallPage call;

    @BeforeEach
    void callWithCamera() {
        chromium = Chromium.launch("--auto-select-tab-capture-source-by-title=" + SHARED);
        Page page =
                chromium.newPage(
                        new Browser.NewContextOptions()
                                .setLocale("en-GB")
                                .setPermissions(List.of("camera")));
        page.addInitScript(REMEMBERED);
        call = CallPage.open(page);
        call.check("camera").start().awaitPlaying();
    }

    @AfterEach
    void close() {
        chromium.close();
    }

    @Test
    void screen_takesThePlaceOfTheCamera_alsoInACallThatIsMadeAgain_untilTheButton() {
        Page screen = call.page().context().newPage();
        screen.setContent("<title>" + SHARED + "</title><body style='background: #d020c0'>");
        call.page().bringToFront();
        awaitSent("camera");

        call.element("share-screen").click();
        assertThat(call.element("share")).hasAttribute("data-state", "sharing");
        awaitSent("browser");
        Workers.killTheBusyOne();
        call.page().waitForFunction("() => window.webrtcLab.calls > 1");
        call.awaitPlaying();
        awaitSent("browser");
        assertThat(call.element("share")).hasAttribute("data-state", "sharing");

        call.element("share-screen").click();
        assertThat(call.element("share")).hasAttribute("data-state", "off");
        awaitSent("camera");
        call.awaitPlaying();
    }

    @Test
    void newPath_byButton_keepsTheCall_andIsInTheDiagram() {
        String session = session();
        call.element("restart-ice").click();
        Locator outcome = call.element("restart-outcome");
        assertThat(outcome).hasAttribute("data-outcome", "restarted");
        assertThat(outcome).hasAttribute("data-generation", "2");
        assertThat(outcome.locator("[data-fact='restart.freeze'][data-ms]")).hasCount(1);
        call.awaitPlaying();
        assertThat(session()).isEqualTo(session);
        call.element("sequence-search").fill("generation 2 begins");
        assertThat(call.element("sequence-diagram").locator("g.row[data-key='restart-2']"))
                .hasCount(1);
    }

    @Test
    void recordings_ofTheOwnAndTheOtherPicture_areSavedAsFilmsThatPlay() throws IOException {
        for (String what : List.of("remote", "own")) {
            control("record", what).click();
            call.page()
                    .waitForFunction(
                            "what => (document.querySelector(`[data-testid=record-stop][data-record=\"${what}\"] [data-fact=\"recording.length\"]`)?.textContent ?? '') >= '0:02'",
                            what);
            control("record-stop", what).click();
            Locator kept =
                    call.element("recordings").locator("li[data-recording][data-ended=true]");
            assertThat(kept).hasCount(1);

            Download film =
                    call.page().waitForDownload(() -> call.element("recording-save").click());
            assertThat(Files.size(film.path())).as(film.suggestedFilename()).isGreaterThan(10_000);
            assertThat(lengthInSeconds(call.element("recording-player"))).isBetween(1.0, 10.0);
            call.element("recording-remove").click();
            assertThat(kept).hasCount(0);
        }
    }

    private Locator control(String testId, String what) {
        return call.page().locator("[data-testid=%s][data-record='%s']".formatted(testId, what));
    }

    private void awaitSent(String surface) {
        call.page()
                .waitForCondition(
                        () -> surface.equals(call.page().evaluate(SENT_SURFACE)),
                        new Page.WaitForConditionOptions().setTimeout(20_000));
        double encoded = framesSent();
        call.page().waitForCondition(() -> framesSent() > encoded);
    }

    private double framesSent() {
        return ((Number) call.page().evaluate("() => window.webrtcLab.framesSent()")).doubleValue();
    }

    private String session() {
        call.page().waitForFunction("() => window.webrtcLab.session !== undefined");
        return String.valueOf(call.page().evaluate("() => window.webrtcLab.session"));
    }

    private static double lengthInSeconds(Locator player) {
        return ((Number)
                        InTime.evaluate(
                                player,
                                """
                                async video => {
                                  video.muted = true;
                                  const shown = new Promise(done => video.requestVideoFrameCallback(done));
                                  await video.play();
                                  await shown;
                                  return video.duration;
                                }
                                """))
                .doubleValue();
    }
}
