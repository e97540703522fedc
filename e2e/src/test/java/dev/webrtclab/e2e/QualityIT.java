package dev.webrtclab.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What the page says of a bad path, and what it does about it. */
@OnCompose
@Order(37)
class QualityIT {
    /**
     * So much that hardly any report of the other end, of some thirty packets, shows less than 5 %.
     */
    private static final int LOST_PERCENT = 30;

    /** Each step back needs 5 s to settle and 10 s of calm. */
    private static final double STEP_BACK_MS = 15_000;

    @Test
    void badPath_isJudgedInWords_andLessIsSentUntilItIsGoodAgain() {
        try (Chromium chromium = Chromium.launch()) {
            CallPage call =
                    CallPage.open(
                            chromium.newPage(
                                    new Browser.NewContextOptions()
                                            .setLocale("en-GB")
                                            .setPermissions(List.of("camera"))));
            call.check("camera").start().awaitPlaying();
            Locator step = call.element("sending-step");
            assertThat(step).hasAttribute("data-level", "0", patient());

            try (Firewall firewall = Firewall.lose(LOST_PERCENT, "media-peer-service")) {
                assertThat(call.element("judgement-received"))
                        .hasAttribute("data-grade", "poor", patient());
                assertThat(
                                call.element("judgement-received")
                                        .locator("[data-reason='quality.judged.loss.poor']"))
                        .containsText("%");
                assertThat(step).hasAttribute("data-level", Pattern.compile("[1-9]"), patient());
                assertThat(step).containsText("lost");
                assertThat(firewall.dropped()).isPositive();
            }

            int level = Integer.parseInt(step.getAttribute("data-level"));
            assertThat(step).hasAttribute("data-level", "0", within(60_000 + level * STEP_BACK_MS));
            assertThat(step).containsText("calm");
            call.awaitPlaying();
        }
    }

    @Test
    void delayFromGlassToGlass_isReadFromThePixels_besideWhatGetStatsSays() {
        try (Chromium chromium = Chromium.launch()) {
            CallPage call =
                    CallPage.open(
                            chromium.newPage(new Browser.NewContextOptions().setLocale("en-GB")));
            call.start().awaitPlaying();

            Locator glass = call.page().locator("[data-testid=glass][data-state]");
            assertThat(glass).hasAttribute("data-state", "known", patient());
            for (String fact : List.of("glass.delay", "glass.lost", "glass.repeated")) {
                assertThat(call.page().locator("[data-fact='" + fact + "']").first())
                        .containsText(Pattern.compile("\\d"));
            }
        }
    }

    private static LocatorAssertions.HasAttributeOptions patient() {
        return within(60_000);
    }

    private static LocatorAssertions.HasAttributeOptions within(double ms) {
        return new LocatorAssertions.HasAttributeOptions().setTimeout(ms);
    }
}
