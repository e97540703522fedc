package dev.webrtclab.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bad luck and bad manners in a room: whoever is in it and behaves must hardly notice. */
@OnCompose
@Order(32)
class RoomTroubleIT {
    private static final Duration NO_GHOST_AFTER = Duration.ofSeconds(15);

    @RegisterExtension private static final Visitors visitors = Visitors.of(2);

    @Test
    void whoeverIsKilledOrFallsSilent_isGoneEverywhereWithin15Seconds() {
        String room = Visitors.newRoom();
        RoomPage ann = visitors.in(0, room, "Ann");
        RoomPage bert = visitors.in(1, room, "Bert");
        try (Visitors unlucky = Visitors.launch(2)) {
            RoomPage killed = unlucky.in(0, room, "Killed");
            RoomPage silent = unlucky.in(1, room, "Silent");
            List<RoomPage> all = List.of(ann, bert, killed, silent);
            Set<String> gone = Set.of(killed.id(), silent.id());
            for (RoomPage page : all) {
                page.awaitConnectedTo(
                        all.stream()
                                .filter(other -> other != page)
                                .map(RoomPage::id)
                                .toArray(String[]::new));
            }

            noteWhenGone(ann, gone);
            noteWhenGone(bert, gone);
            unlucky.browser(0).kill();
            unlucky.browser(1).halt();
            Instant start = Instant.now();
            Duration longest = Duration.ZERO;
            for (RoomPage page : List.of(ann, bert)) {
                for (String peer : gone) {
                    page.awaitGone(peer, NO_GHOST_AFTER.multipliedBy(2));
                    Duration after = Duration.between(start, goneAt(page, peer));
                    assertThat(after).as("until it was gone").isLessThanOrEqualTo(NO_GHOST_AFTER);
                    longest = after.compareTo(longest) > 0 ? after : longest;
                }
            }
            System.out.printf("both gone everywhere after %d ms%n", longest.toMillis());
            ann.awaitConnectedTo(bert.id()).awaitMoving(bert.id());

            // As a laptop that wakes up: it comes back by itself.
            unlucky.browser(1).resume();
            ann.page()
                    .waitForFunction(
                            "() => document.querySelectorAll('[data-testid=tile][data-state=connected]').length === 2");
            ann.awaitConnectedTo(bert.id(), silent.id()).awaitMoving(silent.id());
            silent.awaitMoving(ann.id(), bert.id());
        }
    }

    @Test
    void signalingRestart_leavesThePicturesAlone_andTheRoomIsBackByItself() {
        String room = Visitors.newRoom();
        RoomPage ann = visitors.in(0, room, "Ann");
        RoomPage bert = visitors.in(1, room, "Bert");
        String java = ann.invite();
        ann.awaitConnectedTo(bert.id(), java).awaitMoving(bert.id(), java);
        bert.awaitConnectedTo(ann.id(), java).awaitMoving(ann.id(), java);
        Map<String, Number> connections = ann.connections();
        String before = ann.id();
        writeDownPhases(ann);
        ann.watchPictures(bert.id());
        ann.watchPictures(java);

        Lab.compose("restart", "signaling-service");
        ann.page()
                .waitForFunction(
                        "() => window.__phases.includes('returning') && window.webrtcLab.room.phase === 'inside'");
        bert.awaitPhase("inside");
        ann.awaitConnectedTo(bert.id(), java).awaitMoving(bert.id(), java);

        assertThat(ann.id()).isEqualTo(before);
        assertThat(ann.connections()).as("connections before and after").isEqualTo(connections);
        assertThat(ann.longestGap(bert.id())).as("without Bert's picture, ms").isLessThan(1000);
        assertThat(ann.longestGap(java)).as("without the Java peer's, ms").isLessThan(1000);
        RoomPage cleo = visitors.in(1, room, "Cleo");
        cleo.awaitConnectedTo(ann.id(), bert.id(), java);
    }

    /** Of two ends one gives way; the lost offer is once that of the one who does not. */
    @Test
    void offerThatIsLostOnItsWay_isMadeUpFor_whoeverOfTheTwoMadeIt() {
        Page deaf = visitors.page(0);
        deaf.addInitScript(
                """
                const { prototype } = WebSocket;
                const { set, get } = Object.getOwnPropertyDescriptor(prototype, 'onmessage');
                const { send } = prototype;
                window.__lost = [];
                // However late the other begins, it does so before it hears of an offer of this page.
                const held = {};
                prototype.send = function (text) {
                  const { type, target } = JSON.parse(text);
                  const negotiates = type === 'offer' || (type === 'ice_candidate' && held[target]);
                  if (negotiates && !window.__lost.includes(target)) (held[target] ??= []).push(() => send.call(this, text));
                  else send.call(this, text);
                };
                const lose = from => {
                  window.__lost.push(from);
                  for (const go of held[from] ?? []) go();
                };
                Object.defineProperty(prototype, 'onmessage', {
                  get,
                  set(listener) {
                    set.call(this, event => {
                      const { type, from } = JSON.parse(event.data);
                      if (type === 'offer' && !window.__lost.includes(from)) lose(from);
                      else listener.call(this, event);
                    });
                  },
                });
                """);
        String room = Visitors.newRoom();
        RoomPage ann = RoomPage.lobby(deaf).small().named("Ann").room(room).join();
        for (int visitor = 0; visitor < 3; visitor++) {
            RoomPage other = visitors.in(1, room, "Visitor " + visitor);
            other.awaitConnectedTo(ann.id()).awaitMoving(ann.id());
            ann.awaitMoving(other.id());
            assertThat(deaf.evaluate("id => window.__lost.includes(id)", other.id()))
                    .as("its first offer was lost")
                    .isEqualTo(true);
            other.leave();
        }
    }

    @Test
    void badNames_andAFloodOfJoins_areRefusedClearly_andTheRoomGoesOn() {
        String room = Visitors.newRoom();
        RoomPage ann = visitors.in(0, room, "Ann");
        RoomPage bert = visitors.in(1, room, "Bert");
        ann.awaitConnectedTo(bert.id()).awaitMoving(bert.id());
        ann.watchPictures(bert.id());
        String endless = "a".repeat(10_000);

        RoomPage linked =
                RoomPage.byLink(visitors.page(1), Lab.PAGE + "room/" + endless).onlyLooking();
        RoomPage cleo = RoomPage.lobby(visitors.page(1)).onlyLooking().room(endless);
        for (RoomPage lobby : List.of(linked, cleo)) {
            assertThat(lobby.element("join")).isDisabled();
            assertThat(lobby.page().locator("#room-name-about")).hasText("At most 64 characters.");
        }
        try (SignalingProbe probe = SignalingProbe.open()) {
            assertThat(probe.ask(join(endless))).contains("error", "invalid-message");
            assertThat(probe.ask(join(Visitors.newRoom()))).contains("welcome");
        }
        floodUntilRefused();

        cleo.room(room);
        cleo.page()
                .waitForCondition(
                        () -> {
                            // Its own join may be refused as one too many. The click itself changes
                            // the phase, the lobby is shown a moment longer.
                            if (Set.of("outside", "refused").contains(cleo.phase())) {
                                cleo.element("join").click();
                            }
                            return cleo.element("tile").count() == 2;
                        },
                        new Page.WaitForConditionOptions().setTimeout(30_000));
        ann.awaitConnectedTo(bert.id(), cleo.id()).awaitMoving(bert.id());
        assertThat(ann.longestGap(bert.id())).as("without Bert's picture, ms").isLessThan(1000);
    }

    private static String join(String room) {
        return "{\"type\":\"join\",\"room_id\":\"" + room + "\"}";
    }

    /** Joins as fast as it can, each on a socket of its own, until ten were refused. */
    private static void floodUntilRefused() {
        int refused = 0;
        for (int joins = 0; refused < 10; joins++) {
            assertThat(joins).as("joins of which %d were refused", refused).isLessThan(600);
            try (SignalingProbe probe = SignalingProbe.open()) {
                String answer = probe.ask(join(Visitors.newRoom()));
                if (!answer.contains("\"welcome\"")) {
                    assertThat(answer).contains("rate-limited");
                    assertThat(probe.closeCode()).isEqualTo(4029);
                    refused++;
                }
            }
        }
    }

    /** Writes down when the tile of each of these goes, however late the test asks. */
    private static void noteWhenGone(RoomPage page, Set<String> peers) {
        page.page()
                .evaluate(
                        """
                        peers => {
                          window.__gone = {};
                          const isHere = peer => document.querySelector(`[data-testid=tile][data-peer="${peer}"]`);
                          new MutationObserver(() => {
                            for (const peer of peers) if (!isHere(peer)) window.__gone[peer] ??= Date.now();
                          }).observe(document, { childList: true, subtree: true, attributeFilter: ['data-peer'] });
                        }
                        """,
                        List.copyOf(peers));
    }

    private static Instant goneAt(RoomPage page, String peer) {
        Number at = (Number) page.page().evaluate("peer => window.__gone[peer]", peer);
        return Instant.ofEpochMilli(at.longValue());
    }

    private static void writeDownPhases(RoomPage page) {
        page.element("room")
                .evaluate(
                        "room => { window.__phases = [];"
                                + " new MutationObserver(() => window.__phases.push(room.dataset.state))"
                                + ".observe(room, { attributes: true, attributeFilter: ['data-state'] }); }");
    }
}
