package dev.webrtclab.e2e.matrix;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.webrtclab.e2e.Axe;
import dev.webrtclab.e2e.CallPage;
import dev.webrtclab.e2e.Chromium;
import dev.webrtclab.e2e.Http;
import dev.webrtclab.e2e.Lab;
import dev.webrtclab.e2e.OnNatLab;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The user's own browser, and what it shows of the NAT lab. */
@OnNatLab
@Order(61)
class LabPeersIT {
    private static final MatrixApi LAB = new MatrixApi("http://localhost:8080");
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        if (LAB.matrix().path("state").asText().equals("never")) {
            LAB.call("symmetric", "none", "symmetric");
        }
        chromium = Chromium.launch();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    /**
     * Where more than one transport to the relay passes, it is reached over whichever answered
     * first: an engine that has a path gathers no further.
     */
    @ParameterizedTest
    @CsvSource({
        "full-cone, stun",
        "symmetric, relay-udp|relay-tcp",
        "double, relay-udp|relay-tcp",
        "udp-blocked, relay-tcp|relay-tls",
        "tcp-443-only, relay-tls",
    })
    void ownBrowser_reachesALabPeer_asItsNetworkLets(String peer, String paths) {
        CallPage call =
                reach(
                        () -> {
                            CallPage opened = open(peer, new Browser.NewContextOptions());
                            assertThat(opened.page().url()).isEqualTo(Lab.PAGE);
                            return opened.start();
                        },
                        paths.split("\\|"));
        Locator topology = call.element("topology");
        topology.scrollIntoViewIfNeeded();
        assertThat(topology).hasAttribute("data-routes", Pattern.compile("[1-9]\\d*"));
        assertThat(topology.locator("svg").first()).isVisible();
        call.page().context().close();
    }

    @Test
    void ownBrowserThatShowsItsAddresses_reachesTheSymmetricPeerWithoutARelay() {
        Browser.NewContextOptions options =
                new Browser.NewContextOptions().setPermissions(List.of("camera", "microphone"));
        CallPage call = reach(() -> open("symmetric", options).check("camera").start(), "stun");
        call.page().context().close();
    }

    /**
     * A call on one of these paths. On a busy machine ICE may keep a relay that answered first
     * ({@code docs/adr/0010-matrix.md}): then, if the record proves just that, one more is made.
     */
    private static CallPage reach(Supplier<CallPage> started, String... paths) {
        CallPage call = started.get().awaitPlaying();
        if (call.comesTo(paths)) {
            return call;
        }
        String session = (String) call.page().evaluate("() => window.webrtcLab.session");
        assertThat(KeptRelay.isProvedBy(session))
                .as(
                        "a relay was kept though a path without one works: %s instead of %s, session %s",
                        call.element("selected-path").getAttribute("data-path"),
                        List.of(paths),
                        session)
                .isTrue();
        call.page().context().close();
        return started.get().awaitPlaying().awaitPath(paths);
    }

    private static CallPage open(String peer, Browser.NewContextOptions options) {
        return CallPage.open(chromium.newPage(options), Lab.PAGE + "?peer=" + peer);
    }

    @Test
    void networksPage_listsMeasuredNats_andOpensTheRecordOfACell() {
        Page page = chromium.newPage(new Browser.NewContextOptions());
        page.navigate(Lab.PAGE + "networks");
        Locator networks = page.getByTestId("networks");
        page.waitForCondition(() -> "9".equals(networks.getAttribute("data-count")));
        assertThat(networks.innerText()).contains("198.51.100.25", "symmetric");
        Locator cell =
                page.getByTestId("matrix-table")
                        .locator("[data-from=symmetric][data-to=none]")
                        .first();
        cell.locator("button, a").first().click();
        page.getByTestId("cell").waitFor();
        page.context().close();
    }

    @ParameterizedTest
    @CsvSource({
        "networks, 1440, 900, LIGHT",
        "networks, 360, 740, DARK",
        "turn, 1440, 900, DARK",
        "turn, 360, 740, LIGHT",
    })
    void pages_axeFindsNothing_andNothingScrollsSideways(
            String path, int width, int height, ColorScheme scheme) {
        Page page =
                chromium.newPage(
                        new Browser.NewContextOptions()
                                .setViewportSize(width, height)
                                .setColorScheme(scheme));
        page.navigate(Lab.PAGE + path);
        page.getByTestId(path.equals("turn") ? "turn-urls" : "matrix-table").waitFor();
        assertThat(Axe.violations(page))
                .extracting(
                        Rule::getId, Rule::getHelp, rule -> rule.getNodes().getFirst().getHtml())
                .isEmpty();
        assertThat(
                        ((Number) page.evaluate("() => document.documentElement.scrollWidth"))
                                .intValue())
                .isLessThanOrEqualTo(width);
        page.context().close();
    }

    @Test
    void turnPage_showsFourStagesFromTheServiceAndFromTheBrowser() {
        Page page = chromium.newPage(new Browser.NewContextOptions());
        List<String> secrets = new CopyOnWriteArrayList<>();
        page.onResponse(
                response -> {
                    if (response.url().endsWith("/api/ice-servers")) {
                        secrets.add(
                                Http.parse(response.text())
                                        .path("iceServers")
                                        .path(1)
                                        .path("credential")
                                        .asText());
                    }
                });
        page.navigate(Lab.PAGE + "turn");
        page.waitForCondition(
                () -> page.getByTestId("turn-urls").inputValue().contains("transport=tcp"));
        page.getByTestId("turn-check-start").click();
        page.waitForCondition(
                () -> "finished".equals(page.getByTestId("turn-result").getAttribute("data-state")),
                new Page.WaitForConditionOptions().setTimeout(60_000));
        Locator rows = page.getByTestId("turn-checks").locator("[data-vantage]");
        for (String vantage : new String[] {"server", "browser"}) {
            for (String transport : new String[] {"udp", "tcp"}) {
                Locator row =
                        page.getByTestId("turn-checks")
                                .locator(
                                        "[data-vantage="
                                                + vantage
                                                + "][data-transport="
                                                + transport
                                                + "][data-url^='turn:']")
                                .first();
                assertThat(row.locator("[data-stage=echo]").first().getAttribute("data-result"))
                        .as(vantage + " " + transport + ": " + rows.allInnerTexts())
                        .isEqualTo("passed");
            }
        }
        assertThat(secrets).isNotEmpty();
        assertThat(secrets).noneMatch(page.content()::contains);
        page.context().close();
    }
}
