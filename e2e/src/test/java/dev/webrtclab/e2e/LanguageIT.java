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
            assertThat(verdict)
                    .containsText(
                            Pattern.compile("De "),
                            new LocatorAssertions.ContainsTextOptions().setUseInnerText(true));
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

    @Test
    void aRoom_speaksDutch_fromTheLobbyToTheTiles() {
        try (Chromium chromium = Chromium.launch()) {
            Browser.NewContextOptions options =
                    new Browser.NewContextOptions().setPermissions(List.of("camera"));
            String room = Visitors.newRoom();
            RoomPage dutch =
                    RoomPage.lobby(chromium.newPage(options.setLocale("nl-NL"))).small().room(room);
            RoomPage english =
                    RoomPage.lobby(chromium.newPage(options.setLocale("en-GB"))).small().room(room);
            assertThat(dutch.element("join").innerText())
                    .isNotEqualTo(english.element("join").innerText());
            dutch.join();
            english.join();
            dutch.awaitConnectedTo(english.id());
            english.awaitConnectedTo(dutch.id());
            assertThat(dutch.element("leave").innerText()).isEqualTo("Verlaten");
            assertThat(english.element("leave").innerText()).isEqualTo("Leave");
        }
    }
}
