package dev.webrtclab.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * What was recorded in a room is a film: it plays, it can be sought in, and it outlives its tab.
 */
@OnCompose
@Order(35)
class RoomRecordingIT {
    private static Visitors visitors;

    private RoomPage ann;
    private String peer;

    @BeforeAll
    static void launch() {
        visitors = Visitors.launch(1);
    }

    @AfterAll
    static void quit() {
        visitors.close();
    }

    @BeforeEach
    void meet() {
        ann = visitors.in(0, Visitors.newRoom(), "Ann");
        peer = ann.invite();
        ann.awaitConnectedTo(peer).awaitMoving(peer);
    }

    @AfterEach
    void leave() {
        visitors.leave();
    }

    @Test
    void recordingOfTheJavaPeer_plays_andSeeks_andItsFramesAdvance() {
        record(peer, "0:04");
        ann.page().locator("[data-testid=record-stop][data-record='" + peer + "']").click();

        Locator kept = ann.element("recordings").locator("li[data-recording]");
        assertThat(kept).hasAttribute("data-ended", "true");
        Locator player = play(ann);
        double duration =
                number(
                        player,
                        """
                        async video => {
                          if (video.readyState < 1) await new Promise(done => video.addEventListener('loadedmetadata', done));
                          video.muted = true;
                          await video.play();
                          return Number.isFinite(video.duration) ? video.duration : -1;
                        }
                        """);
        assertThat(duration).isBetween(2.0, 20.0);
        FrameStamp start = FrameStamp.read(player);
        FrameStamp next = FrameStamp.read(player);
        assertThat(next.frameNumber()).isGreaterThan(start.frameNumber());
        double sought =
                number(
                        player,
                        """
                        async video => {
                          const arrived = new Promise(done => video.addEventListener('seeked', done, { once: true }));
                          video.currentTime = video.duration * 0.7;
                          await arrived;
                          return video.currentTime;
                        }
                        """);
        assertThat(sought).isGreaterThan(duration * 0.65);
        FrameStamp later = FrameStamp.read(player);
        assertThat(later.sentAt() - start.sentAt())
                .as("ms of the sender's clock between the beginning and the place sought")
                .isBetween((long) (duration * 400), (long) (duration * 1200));
    }

    @Test
    void recording_whoseTabWasClosed_isOfferedAtTheNextVisit() {
        record(peer, "0:02");
        Page closed = ann.page();
        Page next = Visitors.watched(closed.context().newPage());
        closed.close();

        RoomPage again = RoomPage.lobby(next).room(Visitors.newRoom()).join();
        Locator kept = again.element("recordings").locator("li[data-recording]");
        assertThat(kept).hasCount(1);
        assertThat(kept).hasAttribute("data-ended", "false");
        Locator player = play(again);
        assertThat(
                        number(
                                player,
                                """
                                async video => {
                                  if (video.readyState < 1) await new Promise(done => video.addEventListener('loadedmetadata', done));
                                  return video.duration;
                                }
                                """))
                .isBetween(0.5, 20.0);
    }

    private void record(String peer, String length) {
        ann.page().locator("[data-testid=record][data-record='" + peer + "']").click();
        ann.page()
                .waitForFunction(
                        "([peer, length]) => (document.querySelector(`[data-testid=record-stop][data-record=\"${peer}\"] [data-fact=\"recording.length\"]`)?.textContent ?? '') >= length",
                        List.of(peer, length));
    }

    private static Locator play(RoomPage page) {
        page.element("recording-play").click();
        Locator player = page.element("recording-player");
        player.waitFor();
        return player;
    }

    private static double number(Locator element, String script) {
        return ((Number) element.evaluate(script)).doubleValue();
    }
}
