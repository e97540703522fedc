package dev.webrtclab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** English and Dutch, every word, remembered. */
@OnCompose
@Order(11)
class LanguageIT {
    @Test
    void dutch_isShownEverywhere_andRemembered() {
        try (Chromium chromium = Chromium.launch()) {
            CallPage call =
                    CallPage.open(
                            chromium.newPage(new Browser.NewContextOptions().setLocale("en-GB")));
            String english = call.element("lab-status").innerText();
            call.element("language").selectOption("nl");
            call.page().waitForFunction("() => document.documentElement.lang === 'nl'");
            assertThat(call.element("lab-status").innerText()).isNotEqualTo(english);

            call.start().awaitPlaying();
            call.selectedPath();
            Locator verdict = call.element("verdict");
            assertThat(verdict.innerText())
                    .doesNotContainIgnoringCase("direct path")
                    .contains("De ");

            call.page().reload();
            call.page().waitForFunction("() => document.documentElement.lang === 'nl'");
            assertThat(call.element("language").inputValue()).isEqualTo("nl");
        }
    }

    @Test
    void aDutchBrowser_isGreetedInDutch() {
        try (Chromium chromium = Chromium.launch()) {
            CallPage call =
                    CallPage.open(
                            chromium.newPage(new Browser.NewContextOptions().setLocale("nl-NL")));
            assertThat(call.element("language").inputValue()).isEqualTo("nl");
        }
    }
}
