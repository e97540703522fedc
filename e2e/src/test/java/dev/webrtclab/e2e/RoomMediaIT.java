package dev.webrtclab.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What can be done with the pictures of a room: another source, a screen, another path. */
@OnCompose
@Order(34)
class RoomMediaIT {
    private static final String SHARED = "Shared by the test";

    /** A page in one colour that no camera shows. */
    private static final String SCREEN =
            "<title>" + SHARED + "</title><body style='background: #d020c0; height: 100vh'>";

    @RegisterExtension
    private static final Visitors visitors =
            Visitors.of(2, "--auto-select-tab-capture-source-by-title=" + SHARED);

    private RoomPage ann;
    private RoomPage bert;

    @BeforeEach
    void meet() {
        String room = Visitors.newRoom();
        ann = visitors.in(0, room, "Ann");
        bert = visitors.in(1, room, "Bert");
        ann.awaitConnectedTo(bert.id()).awaitMoving(bert.id());
        bert.awaitConnectedTo(ann.id()).awaitMoving(ann.id());
    }

    @Test
    void sourceOfTheJavaPeer_changesForEverybody_withoutNegotiation() {
        String java = ann.invite();
        ann.awaitConnectedTo(bert.id(), java).awaitMoving(java);
        bert.awaitConnectedTo(ann.id(), java).awaitMoving(java);
        List<RoomPage> all = List.of(ann, bert);
        all.forEach(page -> Connection.of(page, java).remember());

        show(java, "tone");
        show(java, "pattern");
        ann.person(java).getByTestId("person-details").click();
        ann.element("source-size").selectOption("320x180");
        for (RoomPage page : all) {
            page.awaitWidth(java, 320);
            FrameStamp first = FrameStamp.read(page.video(java));
            page.awaitMoving(java);
            assertThat(FrameStamp.read(page.video(java)).frameNumber())
                    .isGreaterThan(first.frameNumber());
            assertThat(Connection.of(page, java).sinceRemembered())
                    .isEqualTo(Connection.NOTHING_NEGOTIATED);
        }
    }

    @Test
    void screen_takesThePlaceOfTheCamera_untilTheButton_orTheSharedTabsEnd() {
        String anns = ann.id();
        Page screen = ann.page().context().newPage();
        screen.setContent(SCREEN);
        ann.page().bringToFront();
        Connection toBert = Connection.of(ann, bert.id()).remember();

        ann.element("share-screen").click();
        assertThat(ann.element("share")).hasAttribute("data-state", "sharing");
        awaitScreen(anns, true);
        assertThat(bert.tile(anns).locator(".tile-mark[title='shows a screen']")).hasCount(1);
        ann.element("share-screen").click();
        assertThat(ann.element("share")).hasAttribute("data-state", "off");
        awaitScreen(anns, false);
        bert.awaitMoving(anns);

        ann.element("share-screen").click();
        awaitScreen(anns, true);
        screen.close();
        assertThat(ann.element("share")).hasAttribute("data-state", "off");
        awaitScreen(anns, false);
        bert.awaitMoving(anns);
        assertThat(bert.tile(anns).locator(".tile-mark[title='shows a screen']")).hasCount(0);
        assertThat(toBert.sinceRemembered()).isEqualTo(Connection.NOTHING_NEGOTIATED);
    }

    @Test
    void newPath_byButton_fromBothEndsAtOnce_keepsTheConnection() {
        String berts = bert.id();
        String anns = ann.id();
        ann.person(berts).getByTestId("person-details").click();
        bert.person(anns).getByTestId("person-details").click();
        String before = Connection.of(ann, berts).ufrag();
        double transport = transport(ann, berts);
        Map<String, Number> connections = ann.connections();

        ann.element("restart-ice").click();
        Locator outcome = ann.element("restart-outcome");
        assertThat(outcome).hasAttribute("data-outcome", "restarted");
        assertThat(outcome).hasAttribute("data-generation", "2");
        assertThat(outcome).hasAttribute("data-trigger", "button");
        assertThat(outcome.locator("[data-fact='restart.freeze'][data-ms]")).hasCount(1);
        String between = Connection.of(ann, berts).ufrag();
        assertThat(between).isNotEqualTo(before);

        Instant moment = Instant.now().plusMillis(700);
        for (RoomPage page : List.of(ann, bert)) {
            page.page()
                    .evaluate(
                            "at => { setTimeout(() => document.querySelector('[data-testid=restart-ice]').click(), at - Date.now()); }",
                            (double) moment.toEpochMilli());
        }
        assertThat(outcome).hasAttribute("data-generation", "3");
        assertThat(bert.element("restart-outcome")).hasAttribute("data-outcome", "restarted");
        assertThat(Connection.of(ann, berts).ufrag()).isNotEqualTo(between);
        assertThat(transport(ann, berts)).as("the same DTLS transport").isEqualTo(transport);
        assertThat(ann.connections()).isEqualTo(connections);
        ann.awaitConnectedTo(berts).awaitMoving(berts);
        bert.awaitConnectedTo(anns).awaitMoving(anns);
    }

    @Test
    void connection_isJudgedInWords_andTheGlassToGlassDelayIsRead() {
        String java = ann.invite();
        ann.awaitConnectedTo(bert.id(), java).awaitMoving(java);
        ann.person(java).getByTestId("person-details").click();

        assertThat(ann.element("judgement-received"))
                .hasAttribute("data-grade", Pattern.compile("good|fair|poor"));
        assertThat(ann.element("judgement-received").locator("li").first()).not().isEmpty();
        Locator glass = ann.page().locator("[data-testid=glass][data-state]");
        assertThat(glass).hasAttribute("data-state", "known");
        assertThat(ann.page().locator("[data-fact='glass.delay']").first()).containsText("ms");
    }

    /** Ann chooses, and both see it. */
    private void show(String java, String source) {
        ann.person(java).getByTestId("room-source").selectOption(source);
        for (RoomPage page : List.of(ann, bert)) {
            assertThat(page.person(java).getByTestId("room-source")).hasValue(source);
            page.awaitMoving(java);
        }
    }

    /** Waits until Bert sees Ann's shared page, or anything else. */
    private void awaitScreen(String anns, boolean shared) {
        bert.page()
                .waitForFunction(
                        """
                        ([peer, shared]) => {
                          const video = document.querySelector(`[data-testid=tile][data-peer="${peer}"] video`);
                          const paint = new OffscreenCanvas(1, 1).getContext('2d');
                          paint.drawImage(video, 0, 0, 1, 1);
                          const [red, green, blue] = paint.getImageData(0, 0, 1, 1).data;
                          return shared === (red > 150 && green < 100 && blue > 140);
                        }
                        """,
                        List.of(anns, shared));
    }

    /** A number that stands for the DTLS transport: the same one as long as it is the same. */
    private static double transport(RoomPage page, String peer) {
        return ((Number)
                        page.page()
                                .evaluate(
                                        """
                                        peer => {
                                          const known = (window.__transports ??= []);
                                          const { transport } = window.__connection(peer).pc.getReceivers()[0];
                                          if (!known.includes(transport)) known.push(transport);
                                          return known.indexOf(transport);
                                        }
                                        """,
                                        peer))
                .doubleValue();
    }
}
