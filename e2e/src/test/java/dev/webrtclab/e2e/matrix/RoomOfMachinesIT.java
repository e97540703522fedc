package dev.webrtclab.e2e.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.webrtclab.e2e.Http;
import dev.webrtclab.e2e.Lab;
import dev.webrtclab.e2e.OnNatLab;
import dev.webrtclab.e2e.RoomPage;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A room whose members are machines of their own, each behind a NAT of another kind. */
@OnNatLab
@Order(62)
class RoomOfMachinesIT {
    private static final String ORIGIN = "http://198.51.100.30:443";
    private static final Duration GONE_WITHIN = Duration.ofSeconds(15);

    @Test
    void membersBehindNats_seeEachOtherAndTheJavaPeer_onThePathsTheirNatsLet() {
        String room = newRoom();
        try (Machine home = new Machine("port-restricted");
                Machine office = new Machine("symmetric");
                Machine open = new Machine("none")) {
            RoomPage ann = home.in(room, "Ann");
            RoomPage bert = office.in(room, "Bert");
            RoomPage carl = open.in(room, "Carl");
            String java = carl.invite();

            ann.awaitConnectedTo(bert.id(), carl.id(), java);
            bert.awaitConnectedTo(ann.id(), carl.id(), java);
            carl.awaitConnectedTo(ann.id(), bert.id(), java);
            ann.awaitMoving(bert.id(), carl.id(), java);
            bert.awaitMoving(ann.id(), carl.id(), java);
            carl.awaitMoving(ann.id(), bert.id(), java);

            assertThat(pathBetween(ann, bert)).startsWith("connected-relay");
            assertThatNoRelayIsNeeded(ann, carl);
            assertThatNoRelayIsNeeded(bert, carl);
        }
    }

    @Test
    void memberWhoseMachineLosesItsNetwork_isGone_andIsBackOverAnotherOne() {
        String room = newRoom();
        try (Machine laptop = new Machine("port-restricted");
                Machine open = new Machine("none")) {
            RoomPage ann = laptop.in(room, "Ann");
            RoomPage carl = open.in(room, "Carl");
            carl.awaitConnectedTo(ann.id()).awaitMoving(ann.id());

            laptop.unplug();
            carl.awaitGone(ann.id(), GONE_WITHIN);
            laptop.plug("symmetric");

            ann.awaitConnectedTo(carl.id()).awaitMoving(carl.id());
            carl.awaitConnectedTo(ann.id()).awaitMoving(ann.id());
        }
    }

    private static String newRoom() {
        return "it-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** A relay may be kept that answered first ({@code docs/adr/0010-matrix.md}). */
    private static void assertThatNoRelayIsNeeded(RoomPage one, RoomPage other) {
        String path = pathBetween(one, other);
        if (!KeptRelay.isProvedBy(session(one, other))) {
            assertThat(path).isEqualTo("connected-stun");
        }
    }

    /** What the record of the connection between two says of its path, once evidence of it came. */
    private static String pathBetween(RoomPage one, RoomPage other) {
        String verdict = Lab.PAGE + "api/sessions/" + session(one, other) + "/verdict";
        return await("the path between two")
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> Http.json(verdict).path("code").asText(),
                        code -> code.matches("connected-(direct|stun|relay-.*)"));
    }

    private static String session(RoomPage one, RoomPage other) {
        return String.valueOf(
                one.page()
                        .evaluate(
                                "id => window.webrtcLab.room.peers().find(peer => peer.id === id).session",
                                other.id()));
    }

    /** A browser on a machine of its own, with a camera. */
    private static final class Machine implements AutoCloseable {
        private final LabBrowser browser;
        private String network;

        Machine(String network) {
            this.network = network;
            this.browser = LabBrowser.in(network, "--env", "CAMERA_AT=" + ORIGIN);
        }

        RoomPage in(String room, String name) {
            BrowserContext context =
                    browser.newContext(
                            new Browser.NewContextOptions()
                                    .setPermissions(List.of("camera", "microphone")));
            Page page = context.newPage();
            return RoomPage.byLink(page, ORIGIN + "/room").small().named(name).room(room).join();
        }

        void unplug() {
            Lab.docker(
                    "network",
                    "disconnect",
                    LabBrowser.dockerNetwork(network),
                    browser.container());
        }

        void plug(String other) {
            network = other;
            Lab.docker("network", "connect", LabBrowser.dockerNetwork(other), browser.container());
        }

        @Override
        public void close() {
            browser.close();
        }
    }
}
