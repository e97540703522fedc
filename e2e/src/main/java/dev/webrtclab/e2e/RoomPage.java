package dev.webrtclab.e2e;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The room page as a person uses it; waits for events of the page, never for time to pass. */
public final class RoomPage {
    /** How long a connection in the room may take on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Pictures of a tile that differ from each other prove that it moves. */
    private static final int PICTURES = 8;

    private static final String MOVING =
            """
            async ([peer, pictures, patience]) => {
              const paint = new OffscreenCanvas(64, 36).getContext('2d', { willReadFrequently: true });
              const late = Date.now() + patience;
              const seen = new Set();
              while (seen.size < pictures) {
                const left = late - Date.now();
                if (left <= 0) throw new Error(`${seen.size} different pictures of ${peer} in ${patience} ms`);
                // A connection that is made anew shows its pictures in another element.
                const video = document.querySelector(`[data-testid=tile][data-peer="${peer}"] video`);
                const shown = await Promise.race([
                  new Promise(done => video?.requestVideoFrameCallback(() => done(true))),
                  new Promise(done => setTimeout(() => done(false), Math.min(1000, left))),
                ]);
                if (!shown) continue;
                paint.drawImage(video, 0, 0, 64, 36);
                seen.add(paint.getImageData(0, 0, 64, 36).data.join());
              }
            }
            """;

    private final Page page;

    private RoomPage(Page page) {
        this.page = page;
    }

    /** Opens the lobby. */
    public static RoomPage lobby(Page page) {
        return open(page, Lab.PAGE + "room");
    }

    /** Opens the lobby by the link to a room, as somebody does who was sent it. */
    public static RoomPage byLink(Page page, String link) {
        return open(page, link);
    }

    private static RoomPage open(Page page, String address) {
        page.navigate(address);
        RoomPage room = new RoomPage(page);
        room.element("lobby").waitFor();
        page.waitForFunction("() => window.webrtcLab.ready");
        return room;
    }

    /** The page itself, for what only one test needs. */
    public Page page() {
        return page;
    }

    /** An element by its test id. */
    public Locator element(String testId) {
        return page.getByTestId(testId);
    }

    /** Types the room's name. */
    public RoomPage room(String name) {
        element("room-name").fill(name);
        return this;
    }

    /** Types the own name. */
    public RoomPage named(String name) {
        element("room-display-name").fill(name);
        return this;
    }

    /** Asks the camera for 320 × 180, which leaves two cores room for everybody. */
    public RoomPage small() {
        reveal("room-preset").selectOption("180p");
        return this;
    }

    /** Goes in without camera and microphone. */
    public RoomPage onlyLooking() {
        element("room-with-camera").uncheck();
        element("room-with-microphone").uncheck();
        return this;
    }

    /** Presses Join and waits until the service answered. */
    public RoomPage join() {
        element("join").click();
        return awaitPhase("inside");
    }

    /**
     * Lets the page press Join by itself at a moment, so that several can do it at the same one.
     */
    public void joinAt(Instant moment) {
        page.evaluate(
                "at => setTimeout(() => document.querySelector('[data-testid=join]').click(), at - Date.now())",
                (double) moment.toEpochMilli());
    }

    /** Presses Leave and waits for the lobby. */
    public RoomPage leave() {
        element("leave").click();
        element("lobby").waitFor();
        return this;
    }

    /** Waits for a phase of {@code webrtcLab.room}. */
    public RoomPage awaitPhase(String phase) {
        page.waitForFunction(
                "phase => window.webrtcLab.room.phase === phase",
                phase,
                new Page.WaitForFunctionOptions().setTimeout(PATIENCE.toMillis()));
        return this;
    }

    /** The phase of {@code webrtcLab.room} just now. */
    public String phase() {
        return String.valueOf(page.evaluate("() => window.webrtcLab.room.phase"));
    }

    /** The link that others may be sent. */
    public String link() {
        return element("room").locator(".room-link code").innerText().strip();
    }

    /** The own id in the room. */
    public String id() {
        return String.valueOf(page.evaluate("() => window.webrtcLab.room.ownId"));
    }

    /** Asks the Java peer in and gives back its id. */
    public String invite() {
        element("invite").click();
        Locator tile = page.locator("[data-testid=tile][data-role=media-peer]");
        tile.waitFor();
        return String.valueOf(tile.getAttribute("data-peer"));
    }

    /** Ids of those who have a tile. */
    public Set<String> others() {
        return element("tile").all().stream()
                .map(tile -> String.valueOf(tile.getAttribute("data-peer")))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The tile of somebody else. */
    public Locator tile(String peer) {
        return page.locator("[data-testid=tile][data-peer='" + peer + "']");
    }

    /** The entry of somebody else in the list of people. */
    public Locator person(String peer) {
        return page.locator("[data-testid=person][data-peer='" + peer + "']");
    }

    /** The picture of somebody else. */
    public Locator video(String peer) {
        return tile(peer).locator("video");
    }

    /** Waits until exactly these are here, each with a connection. */
    public RoomPage awaitConnectedTo(String... peers) {
        try {
            page.waitForFunction(
                    """
                wanted => {
                  const tiles = [...document.querySelectorAll('[data-testid=tile]')];
                  return tiles.length === wanted.length && wanted.every(
                    peer => tiles.some(({ dataset }) => dataset.peer === peer && dataset.state === 'connected'));
                }
                """,
                    List.of(peers),
                    new Page.WaitForFunctionOptions().setTimeout(PATIENCE.toMillis()));
        } catch (TimeoutError e) {
            throw new AssertionError(
                    "not connected to just %s, but %s"
                            .formatted(
                                    List.of(peers),
                                    page.evaluate(
                                            "() => JSON.stringify(window.webrtcLab.room.peers())")),
                    e);
        }
        return this;
    }

    /** Waits until pictures of each of these have come that differ from one another. */
    public RoomPage awaitMoving(String... peers) {
        for (String peer : peers) {
            awaitPicture(peer, "live");
            page.evaluate(MOVING, List.of(peer, PICTURES, (double) PATIENCE.toMillis()));
        }
        return this;
    }

    /**
     * Waits for what the tile says of a picture: {@code live}, {@code off}, {@code none} and so on.
     */
    public RoomPage awaitPicture(String peer, String picture) {
        page.locator(
                        "[data-testid=tile][data-peer='%s'][data-picture='%s']"
                                .formatted(peer, picture))
                .waitFor(attached());
        return this;
    }

    /** Waits until somebody has no tile any more. */
    public RoomPage awaitGone(String peer, Duration patience) {
        tile(peer)
                .waitFor(
                        new Locator.WaitForOptions()
                                .setState(WaitForSelectorState.DETACHED)
                                .setTimeout(patience.toMillis()));
        return this;
    }

    /**
     * Number of the connection with each other member; another number means it was made anew.
     *
     * @return by peer id
     */
    @SuppressWarnings("unchecked")
    public Map<String, Number> connections() {
        return (Map<String, Number>)
                page.evaluate(
                        "() => Object.fromEntries(window.webrtcLab.room.peers().map(({ id, number }) => [id, number]))");
    }

    /** Waits until the picture of somebody is that wide, in pixels. */
    public RoomPage awaitWidth(String peer, int width) {
        page.waitForFunction(
                "([peer, width]) => document.querySelector(`[data-testid=tile][data-peer=\"${peer}\"] video`).videoWidth === width",
                List.of(peer, width),
                new Page.WaitForFunctionOptions().setTimeout(PATIENCE.toMillis()));
        return this;
    }

    /** Starts to write down when each picture of somebody was presented, from the next one on. */
    public void watchPictures(String peer) {
        Shown.watch(video(peer));
    }

    /** The longest time without a new picture since {@link #watchPictures}, in ms. */
    public double longestGap(String peer) {
        return Shown.longestGap(video(peer));
    }

    /** An element that may be in a folded part, which is opened. */
    public Locator reveal(String testId) {
        Locator element = element(testId).first();
        element.evaluate(
                "e => { for (; e; e = e.parentElement ?? e.getRootNode().host)"
                        + " if (e.tagName === 'DETAILS') e.open = true; }");
        return element;
    }

    private static Locator.WaitForOptions attached() {
        return new Locator.WaitForOptions()
                .setState(WaitForSelectorState.ATTACHED)
                .setTimeout(PATIENCE.toMillis());
    }
}
