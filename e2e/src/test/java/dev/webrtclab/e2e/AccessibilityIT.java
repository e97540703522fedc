package dev.webrtclab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page can be used by everyone: axe finds nothing, nothing scrolls sideways. */
@OnCompose
@Order(12)
class AccessibilityIT {
    @ParameterizedTest
    @CsvSource({"1440, 900, LIGHT", "1440, 900, DARK", "360, 740, LIGHT", "360, 740, DARK"})
    void duringACall_axeFindsNothing_andNothingScrollsSideways(
            int width, int height, ColorScheme scheme) {
        try (Chromium chromium = Chromium.launch()) {
            CallPage call =
                    CallPage.open(
                            chromium.newPage(
                                    new Browser.NewContextOptions()
                                            .setViewportSize(width, height)
                                            .setColorScheme(scheme)));
            assertClean(call.page(), width);
            call.start().awaitPlaying();
            call.selectedPath();
            assertClean(call.page(), width);
        }
    }

    @ParameterizedTest
    @CsvSource({"3840, 2160, LIGHT", "1440, 900, DARK", "360, 740, LIGHT", "360, 740, DARK"})
    void onEveryPage_axeFindsNothing_andNothingScrollsSideways(
            int width, int height, ColorScheme scheme) throws IOException {
        String id = imported();
        Map<String, String> pages =
                Map.of(
                        "networks",
                        "h1",
                        "room",
                        "[data-testid=lobby]",
                        "turn",
                        "[data-testid=turn-urls]",
                        "sessions",
                        "[data-testid=import-area]",
                        "sessions/" + id,
                        "[data-testid=sequence-diagram] .row",
                        "sessions?compare=" + id + "," + imported(),
                        "h1");
        try (Chromium chromium = Chromium.launch()) {
            Page page =
                    chromium.newPage(
                            new Browser.NewContextOptions()
                                    .setViewportSize(width, height)
                                    .setColorScheme(scheme));
            pages.forEach(
                    (path, ready) -> {
                        page.navigate(Lab.PAGE + path);
                        page.locator(ready).first().waitFor();
                        assertClean(page, width);
                    });
            page.navigate(Lab.PAGE + "sessions/" + id);
            page.getByTestId("sequence-as-table").check();
            page.getByTestId("sequence-table").waitFor();
            assertClean(page, width);
        }
    }

    @Test
    void inARoom_axeFindsNothing_andNothingScrollsSideways_inBothLanguages() {
        try (Chromium chromium = Chromium.launch()) {
            Browser.NewContextOptions options =
                    new Browser.NewContextOptions().setPermissions(List.of("camera", "microphone"));
            String room = Visitors.newRoom();
            RoomPage other =
                    RoomPage.lobby(chromium.newPage(options)).small().named("Bert").room(room);
            RoomPage page = RoomPage.lobby(chromium.newPage(options)).small().room(room);
            inEveryLook(page);
            page.join();
            other.join();
            String media = page.invite();
            page.awaitConnectedTo(other.id(), media).awaitMoving(other.id(), media);
            page.person(media).getByTestId("person-details").click();
            page.element("chat-input").fill("Hello, goedendag!");
            page.element("chat-send").click();
            page.element("chat-message").waitFor();
            page.page().locator("[data-fact='glass.delay']").waitFor();
            inEveryLook(page);
        }
    }

    /** Both widths, both schemes and both languages, though not each with each. */
    private static void inEveryLook(RoomPage page) {
        look(page, "nl", 360, ColorScheme.LIGHT);
        look(page, "nl", 1440, ColorScheme.DARK);
        look(page, "en", 360, ColorScheme.DARK);
        look(page, "en", 1440, ColorScheme.LIGHT);
    }

    private static void look(RoomPage page, String language, int width, ColorScheme scheme) {
        page.element("language").selectOption(language);
        page.page().waitForFunction("l => document.documentElement.lang === l", language);
        page.page().setViewportSize(width, 900);
        page.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        assertClean(page.page(), width);
    }

    private static String imported() throws IOException {
        return Http.parse(
                        Http.post(
                                        Lab.PAGE + "api/sessions/imports",
                                        "application/json",
                                        Files.readString(
                                                Path.of("src/main/resources/bench/session.json")))
                                .body())
                .path("id")
                .asText();
    }

    private static void assertClean(Page page, int width) {
        assertThat(Axe.violations(page))
                .as(page.url())
                .extracting(
                        Rule::getId, Rule::getHelp, rule -> rule.getNodes().getFirst().getHtml())
                .isEmpty();
        assertThat(
                        ((Number) page.evaluate("() => document.documentElement.scrollWidth"))
                                .intValue())
                .isLessThanOrEqualTo(width);
    }
}
