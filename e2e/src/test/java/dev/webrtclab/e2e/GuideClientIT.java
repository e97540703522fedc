package dev.webrtclab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Clients that know only the messages of the WebRTC guide meet in a room of our signaling service.
 */
@OnCompose
@Order(15)
class GuideClientIT {
    @Test
    void threeGuideClients_seeEachOther_andNoticeWhoLeaves() {
        String room = "guide-" + ProcessHandle.current().pid();
        try (Chromium chromium = Chromium.launch("--use-fake-ui-for-media-stream")) {
            Page first = join(chromium, "anna", room);
            Page second = join(chromium, "bert", room);
            Page third = join(chromium, "cees", room);

            for (Page page : List.of(first, second, third)) {
                page.waitForFunction(
                        "() => document.querySelectorAll('video[data-from]').length === 2"
                                + " && [...document.querySelectorAll('video[data-from]')]"
                                + ".every(video => video.getVideoPlaybackQuality().totalVideoFrames > 5)");
            }
            assertThat(received(first)).contains("peer_joined", "offer", "ice_candidate");
            assertThat(received(third))
                    .contains("room_peers", "answer", "ice_candidate")
                    .doesNotContain("error");

            third.context().close();
            first.waitForFunction("() => window.guideClient.left.includes('cees')");
        }
    }

    private static Page join(Chromium chromium, String peer, String room) {
        Page page =
                chromium.newPage(new Browser.NewContextOptions().setPermissions(List.of("camera")));
        page.navigate(Lab.PAGE + "healthz");
        page.evaluate("([peer, room]) => (" + source() + ")(peer, room)", List.of(peer, room));
        page.waitForFunction("() => window.guideClient.received.includes('room_peers')");
        return page;
    }

    @SuppressWarnings("unchecked")
    private static List<String> received(Page page) {
        return (List<String>) page.evaluate("() => window.guideClient.received");
    }

    private static String source() {
        try (var script = GuideClientIT.class.getResourceAsStream("/guide-client.js")) {
            return new String(
                    java.util.Objects.requireNonNull(script).readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
