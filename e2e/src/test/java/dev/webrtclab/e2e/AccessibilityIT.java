package dev.webrtclab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.Order;
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
            assertClean(call, width);
            call.start().awaitPlaying();
            call.selectedPath();
            assertClean(call, width);
        }
    }

    private static void assertClean(CallPage call, int width) {
        List<Rule> violations = new AxeBuilder(call.page()).analyze().getViolations();
        assertThat(violations)
                .extracting(
                        Rule::getId, Rule::getHelp, rule -> rule.getNodes().getFirst().getHtml())
                .isEmpty();
        assertThat(
                        ((Number)
                                        call.page()
                                                .evaluate(
                                                        "() => document.documentElement.scrollWidth"))
                                .intValue())
                .isLessThanOrEqualTo(width);
    }
}
