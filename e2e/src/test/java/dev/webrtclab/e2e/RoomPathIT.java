package dev.webrtclab.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Paths that fail, or lead over a network that was left: they come back by themselves. */
@OnCompose
@Order(36)
class RoomPathIT {
    @RegisterExtension private static final Visitors visitors = Visitors.of(2);

    private RoomPage ann;
    private RoomPage bert;

    @Test
    void anotherNetwork_isAnsweredByNewPaths_whileThePictureGoesOn() {
        meet("all");
        ann.person(bert.id()).getByTestId("person-details").click();
        Connection toBert = Connection.of(ann, bert.id());
        String before = toBert.ufrag();
        var connections = ann.connections();

        ann.page().context().setOffline(true);
        ann.page().context().setOffline(false);

        awaitRestarted("network");
        assertThat(ann.element("restart-outcome")).hasAttribute("data-generation", "2");
        assertThat(toBert.ufrag()).isNotEqualTo(before);
        assertThat(ann.connections()).as("the same as before").isEqualTo(connections);
        ann.awaitConnectedTo(bert.id()).awaitMoving(bert.id());
        bert.awaitMoving(ann.id());
    }

    /** Both relay only, so that it is the relay's cable that is pulled. */
    @Test
    void failedPath_isNamedInPlainWords_andComesBackByItself_withTheTimeThePictureStood() {
        meet("relay");
        ann.person(bert.id()).getByTestId("person-details").click();
        assertState("connected", "DTLS protects it");
        var connections = ann.connections();

        try (Firewall cut = Firewall.cutOff("turn-network")) {
            assertState("disconnected", "it may come back");
            ann.awaitPicture(bert.id(), "frozen");
            assertThat(cut.dropped()).isPositive();
            assertState("failed", "a new attempt is needed");
            // A path that is back at once needs no restart.
            assertThat(ann.element("restart")).hasAttribute("data-state", "running", patient());
        }
        awaitRestarted("failed");
        assertThat(ann.element("restart-outcome").locator("[data-fact='restart.freeze']"))
                .hasAttribute("data-ms", Pattern.compile("\\d{4,}"), patient());
        assertThat(ann.connections()).as("the same as before").isEqualTo(connections);
        ann.awaitConnectedTo(bert.id()).awaitMoving(bert.id());
        bert.awaitMoving(ann.id());
    }

    @Test
    void javaPeerWhoseWorkerEnded_isCalledAgainByItself_toShowTheSame() {
        ann = visitors.in(0, Visitors.newRoom(), "Ann");
        String java = ann.invite();
        ann.awaitConnectedTo(java).awaitMoving(java);
        ann.person(java).getByTestId("room-source").selectOption("tone");
        assertThat(ann.person(java).getByTestId("room-source")).hasValue("tone");

        Workers.killTheBusyOne();

        ann.awaitGone(java, Duration.ofSeconds(10));
        ann.element("tile").waitFor();
        String again = ann.others().iterator().next();
        ann.awaitConnectedTo(again).awaitMoving(again);
        assertThat(ann.person(again).getByTestId("room-source")).hasValue("tone");
    }

    private void meet(String icePolicy) {
        String room = Visitors.newRoom();
        ann = visitors.in(0, room, "Ann", icePolicy);
        bert = visitors.in(1, room, "Bert", icePolicy);
        ann.awaitConnectedTo(bert.id()).awaitMoving(bert.id());
        bert.awaitConnectedTo(ann.id()).awaitMoving(ann.id());
    }

    /** Waits for a state of the connection, and for the words that explain it. */
    private void assertState(String state, String words) {
        Locator row = ann.element("person-states").locator("[data-of=connection]");
        assertThat(row).hasAttribute("data-value", state, patient());
        assertThat(row).containsText(words);
    }

    private void awaitRestarted(String trigger) {
        Locator outcome = ann.element("restart-outcome");
        assertThat(outcome).hasAttribute("data-outcome", "restarted", patient());
        assertThat(outcome).hasAttribute("data-trigger", trigger);
    }

    private static LocatorAssertions.HasAttributeOptions patient() {
        return new LocatorAssertions.HasAttributeOptions().setTimeout(45_000);
    }
}
