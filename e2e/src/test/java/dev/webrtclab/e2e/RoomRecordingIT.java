package dev.webrtclab.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What was recorded in a room is a film: it plays, it can be sought in, and it outlives its tab.
 */
@OnCompose
@Order(35)
class RoomRecordingIT {
    /** In seconds; infinite if the file does not tell. */
    private static final String DURATION =
            """
            async video => {
              video.muted = true;
              if (video.readyState < 1) await new Promise(done => video.addEventListener('loadedmetadata', done));
              return video.duration;
            }
            """;

    /** Plays to the end and counts the pictures that differ from each other. */
    private static final String PICTURES =
            """
            async video => {
              const paint = new OffscreenCanvas(64, 36).getContext('2d', { willReadFrequently: true });
              const seen = new Set();
              const look = () => {
                paint.drawImage(video, 0, 0, 64, 36);
                seen.add(paint.getImageData(0, 0, 64, 36).data.join());
                video.requestVideoFrameCallback(look);
              };
              video.requestVideoFrameCallback(look);
              const ended = new Promise(done => video.addEventListener('ended', done));
              await video.play();
              await ended;
              return seen.size;
            }
            """;

    @RegisterExtension private static final Visitors visitors = Visitors.of(1);

    private RoomPage ann;
    private String peer;

    @BeforeEach
    void meet() {
        ann = visitors.in(0, Visitors.newRoom(), "Ann");
        peer = ann.invite();
        ann.awaitConnectedTo(peer).awaitMoving(peer);
    }

    @Test
    void recordingOfTheJavaPeer_plays_andSeeks_andItsFramesAdvance() {
        record(peer, "0:04");
        stop(peer);

        Locator kept = ann.element("recordings").locator("li[data-recording]");
        assertThat(kept).hasAttribute("data-ended", "true");
        Locator player = play(ann);
        double duration = number(player, DURATION);
        assertThat(duration).isBetween(2.0, 20.0);
        FrameStamp early = at(player, 0.1);
        FrameStamp later = at(player, 0.7);
        assertThat(later.frameNumber()).isGreaterThan(early.frameNumber());
        assertThat(later.sentAt() - early.sentAt())
                .as("ms of the sender's clock between the two places sought")
                .isBetween((long) (duration * 350), (long) (duration * 1050));
        assertThat(at(player, 0.1).frameNumber()).as("back again").isLessThan(later.frameNumber());
        assertThat(number(player, PICTURES)).as("different pictures").isGreaterThan(8);
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
        assertThat(number(player, DURATION)).isBetween(0.5, 20.0);
    }

    @Test
    void recordingOfTheRoom_isToldToTheOthers_andMoves() {
        RoomPage bert = RoomPage.byLink(visitors.page(0), ann.link()).small().named("Bert").join();
        ann.awaitConnectedTo(peer, bert.id()).awaitMoving(bert.id());
        Locator told = bert.tile(ann.id()).locator(".tile-mark[title=records]");
        assertThat(told).hasCount(0);
        record("room", "0:02");
        assertThat(told).hasCount(1);
        stop("room");
        assertThat(told).hasCount(0);

        Locator player = play(ann);
        assertThat(number(player, DURATION)).isBetween(1.0, 20.0);
        assertThat(number(player, PICTURES)).as("different pictures").isGreaterThan(8);
    }

    /** The stamp of the picture at a place, as a part of the length. */
    private static FrameStamp at(Locator player, double part) {
        double sought =
                number(
                        player,
                        """
                        async video => {
                          video.pause();
                          const shown = new Promise(done => video.requestVideoFrameCallback(done));
                          const arrived = new Promise(done => video.addEventListener('seeked', done, { once: true }));
                          video.currentTime = video.duration * %s;
                          await Promise.all([arrived, shown]);
                          return video.currentTime / video.duration;
                        }
                        """
                                .formatted(part));
        assertThat(sought).isCloseTo(part, within(0.1));
        return FrameStamp.read(player);
    }

    private void record(String what, String length) {
        ann.page().locator("[data-testid=record][data-record='" + what + "']").click();
        ann.page()
                .waitForFunction(
                        "([what, length]) => (document.querySelector(`[data-testid=record-stop][data-record=\"${what}\"] [data-fact=\"recording.length\"]`)?.textContent ?? '') >= length",
                        List.of(what, length));
    }

    private void stop(String what) {
        ann.page().locator("[data-testid=record-stop][data-record='" + what + "']").click();
    }

    private static Locator play(RoomPage page) {
        page.element("recording-play").click();
        Locator player = page.element("recording-player");
        player.waitFor();
        return player;
    }

    private static double number(Locator element, String script) {
        return ((Number) InTime.evaluate(element, script)).doubleValue();
    }
}
