package dev.webrtclab.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Rooms as people use them: coming, going, being seen, in three browsers and with the Java peer.
 */
@OnCompose
@Order(31)
class RoomIT {
    /** Also where the page had no time to say that it goes ({@code docs/protocol.md}, "Seat"). */
    private static final Duration NO_GHOST_AFTER = Duration.ofSeconds(15);

    @RegisterExtension private static final Visitors visitors = Visitors.of(3);

    @Test
    void threeBrowsersAndTheJavaPeer_byNameAndByLink_seeEachOtherMove() {
        String room = Visitors.newRoom();
        RoomPage ann = visitors.in(0, room, "Ann");
        String java = ann.invite();
        RoomPage bert = RoomPage.byLink(visitors.page(1), ann.link()).small().named("Bert").join();
        RoomPage cleo = visitors.in(2, room, "Cleo");

        assertThat(ann.link()).endsWith("/room/" + room);
        List<RoomPage> all = List.of(ann, bert, cleo);
        connected(all, java);
        List<JsonNode> before = all.stream().map(Visitors::shown).toList();
        for (RoomPage page : all) {
            page.awaitMoving(others(all, page));
            FrameStamp first = FrameStamp.read(page.video(java));
            page.awaitMoving(java);
            FrameStamp later = FrameStamp.read(page.video(java));
            assertThat(later.frameNumber()).isGreaterThan(first.frameNumber());
            assertThat(Math.abs(later.sentAt() - System.currentTimeMillis())).isLessThan(10_000);
        }
        List<JsonNode> after = all.stream().map(Visitors::shown).toList();
        Visitors.report("Ann", before.get(0), after.get(0));
        Visitors.report("Bert", before.get(1), after.get(1));
        Visitors.report("Cleo", before.get(2), after.get(2));

        assertThat(name(ann, bert.id())).hasText("Bert");
        assertThat(name(bert, cleo.id())).hasText("Cleo");
        assertThat(name(cleo, ann.id())).hasText("Ann");
        ann.person(java).getByTestId("remove").click();
        connected(all);
    }

    @Test
    void threeAtTheSameMoment_allConnect_atTheFirstAttempt() {
        String room = Visitors.newRoom();
        List<RoomPage> all =
                Stream.of(0, 1, 2)
                        .map(i -> RoomPage.lobby(visitors.page(i)).small().room(room))
                        .toList();
        Instant moment = Instant.now().plusMillis(1500);
        all.forEach(page -> page.joinAt(moment));
        all.forEach(page -> page.awaitPhase("inside"));

        connected(all);
        for (RoomPage page : all) {
            page.awaitMoving(others(all, page));
            assertThat(page.connections().values())
                    .as("connections made, none of them twice")
                    .extracting(Number::intValue)
                    .containsExactlyInAnyOrder(1, 2);
        }
    }

    @Test
    void comingAndGoing_inAnyOrder_leavesJustThoseWhoAreThere() {
        String room = Visitors.newRoom();
        RoomPage ann = visitors.in(0, room, "Ann");
        RoomPage bert = visitors.in(1, room, "Bert");
        connected(List.of(ann, bert));
        ann.leave();
        bert.awaitConnectedTo();
        RoomPage cleo = visitors.in(2, room, "Cleo");
        ann.join();
        connected(List.of(ann, bert, cleo));

        bert.leave();
        cleo.leave();
        ann.awaitConnectedTo();
        assertThat(ann.element("room-alone")).isVisible();
        cleo.join();
        bert.join();
        connected(List.of(bert, ann, cleo));

        // A page that is loaded anew is somebody new: nothing of the one before stays.
        String before = ann.id();
        Number withCleo = bert.connections().get(cleo.id());
        ann.page().reload();
        bert.awaitGone(before, NO_GHOST_AFTER);
        bert.awaitConnectedTo(cleo.id()).awaitMoving(cleo.id());
        assertThat(bert.connections()).as("the others go on").containsEntry(cleo.id(), withCleo);
        ann.element("join").click();
        ann.awaitPhase("inside");
        List<RoomPage> all = List.of(cleo, ann, bert);
        connected(all);
        for (RoomPage page : all) {
            page.awaitMoving(others(all, page));
        }
    }

    @Test
    void whatSomebodySends_isShownAtTheOthers() {
        String room = Visitors.newRoom();
        RoomPage ann = visitors.in(0, room, "Ann");
        RoomPage bert = visitors.in(1, room, "Bert");
        connected(List.of(ann, bert));
        String berts = bert.id();
        ann.awaitMoving(berts);
        assertThat(mark(ann, berts, "muted")).hasCount(0);

        bert.element("room-microphone").click();
        assertThat(mark(ann, berts, "muted")).hasCount(1);
        bert.element("room-microphone").click();
        assertThat(mark(ann, berts, "muted")).hasCount(0);

        bert.element("room-camera").click();
        ann.awaitPicture(berts, "off");
        assertThat(mark(ann, berts, "camera off")).hasCount(1);
        assertThat(ann.tile(berts).getByRole(com.microsoft.playwright.options.AriaRole.STATUS))
                .hasText("Camera off");
        bert.element("room-camera").click();
        ann.awaitMoving(berts);
        assertThat(mark(ann, berts, "camera off")).hasCount(0);

        // Whoever comes later is told as well.
        bert.element("room-camera").click();
        ann.awaitPicture(berts, "off");
        RoomPage cleo = visitors.in(2, room, "Cleo");
        cleo.awaitPicture(berts, "off");
    }

    @Test
    void refusedCameraAndMicrophone_areOrdinaryStates_withANextStep() {
        String room = Visitors.newRoom();
        RoomPage ann = visitors.in(0, room, "Ann");
        RoomPage bert =
                RoomPage.lobby(visitors.page(1, List.of())).small().named("Bert").room(room).join();

        connected(List.of(ann, bert));
        Locator note = bert.element("room-camera-note");
        assertThat(note).hasAttribute("data-state", "refused");
        assertThat(note).containsText("You can hear and see the others all the same");
        bert.awaitMoving(ann.id());
        ann.awaitPicture(bert.id(), "none");

        Locator silent = bert.element("room-microphone-note");
        assertThat(silent).hasAttribute("data-state", "refused");
        assertThat(silent).containsText("You can hear and see the others all the same");

        bert.page().context().grantPermissions(List.of("camera", "microphone"));
        for (Locator each : List.of(note, silent)) {
            each.getByRole(AriaRole.BUTTON).click();
            assertThat(each).hasCount(0);
        }
        ann.awaitMoving(bert.id());
        assertThat(ann.tile(bert.id()).locator(".tile-mark")).hasCount(0);
    }

    @Test
    void oneToEightMembers_areSideBySide_onDesktopAndPhone() {
        String room = Visitors.newRoom();
        RoomPage ann = visitors.in(0, room, "Ann");
        List<String> peers = new ArrayList<>();
        try {
            for (int members = 1; members <= 8; members++) {
                assertThat(ann.page().locator("[data-testid=tile]")).hasCount(members - 1);
                for (int width : List.of(390, 1440)) {
                    ann.page().setViewportSize(width, 900);
                    assertSideBySide(ann, members);
                }
                if (members < 8) {
                    peers.add(start(room));
                }
            }
            ann.awaitMoving(peers.toArray(String[]::new));
        } finally {
            peers.forEach(peer -> Http.delete(Lab.PAGE + "api/media-peers/" + peer));
        }
    }

    /** A media peer with a picture that costs little; its id. */
    private static String start(String room) {
        return Http.parse(
                        Http.post(
                                        Lab.PAGE + "api/media-peers",
                                        "application/json",
                                        """
                                        {"room": "%s", "source": "pattern", "width": 160, "height": 120, "framesPerSecond": 5}
                                        """
                                                .formatted(room))
                                .body())
                .path("id")
                .asText();
    }

    /** No tile covers another one or leaves the page, and each can be seen. */
    @SuppressWarnings("unchecked")
    private static void assertSideBySide(RoomPage page, int members) {
        Map<String, Number> seen =
                (Map<String, Number>)
                        page.page()
                                .evaluate(
                                        """
                                        () => {
                                          const tiles = document.querySelectorAll('[data-testid=tile], [data-testid=own-tile]');
                                          const boxes = [...tiles].map(tile => tile.getBoundingClientRect());
                                          const apart = (a, b) =>
                                            a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
                                          return {
                                            tiles: boxes.length,
                                            covered: boxes.filter((a, i) => boxes.some((b, j) => j > i && !apart(a, b))).length,
                                            outside: boxes.filter(({ left, right }) => left < 0 || right > innerWidth).length,
                                            small: boxes.filter(({ width, height }) => width < 140 || height < 80).length,
                                          };
                                        }
                                        """);
        assertThat(seen)
                .as("tiles of %d members", members)
                .isEqualTo(Map.of("tiles", members, "covered", 0, "outside", 0, "small", 0));
    }

    /** Waits until each of them has exactly the others, and these besides. */
    private static void connected(List<RoomPage> all, String... besides) {
        for (RoomPage page : all) {
            page.awaitConnectedTo(
                    Stream.concat(Stream.of(others(all, page)), Stream.of(besides))
                            .toArray(String[]::new));
        }
    }

    private static String[] others(List<RoomPage> all, RoomPage page) {
        return all.stream().filter(other -> other != page).map(RoomPage::id).toArray(String[]::new);
    }

    private static Locator name(RoomPage at, String peer) {
        return at.tile(peer).locator(".tile-name");
    }

    private static Locator mark(RoomPage at, String peer, String words) {
        return at.tile(peer).locator(".tile-mark[title='" + words + "']");
    }
}
