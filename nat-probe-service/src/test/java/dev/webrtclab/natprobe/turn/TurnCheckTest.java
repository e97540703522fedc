package dev.webrtclab.natprobe.turn;

import static dev.webrtclab.natprobe.turn.TurnFindingCode.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.natprobe.turn.StageReport.Detail;
import org.junit.jupiter.api.Test;

/** Scripted answers of a good server in, stages and findings out. */
class TurnCheckTest extends ScriptedCheck {
    @Test
    void goodServer_passesAllStages_andTellsWhatItMeasured() throws Exception {
        Ran ran = run(new Script());

        assertThat(ran.results()).isEqualTo("passed passed passed passed");
        assertThat(ran.codes()).containsExactly(TURN_OK);
        assertThat(ran.report().stages())
                .extracting(StageReport::detail)
                .contains(new Detail.Allocated(RELAYED, MAPPED, 600), new Detail.Asked(ECHO));
        assertThat(ran.turn().asked.getLast()).isInstanceOf(Ask.Release.class);
    }

    @Test
    void fivePercentLoss_stillPasses() throws Exception {
        Ran ran = run(new Script().on(Ask.Echo.class, echo(true, 100_000, 95_000)));

        assertThat(ran.results()).isEqualTo("passed passed passed passed");
    }

    @Test
    void mappedAddressThatIsMissing_isFound_andTheCheckGoesOn() throws Exception {
        Ran ran =
                run(
                        new Script()
                                .on(
                                        Ask.Allocate.class,
                                        CHALLENGE,
                                        new Event.Granted(null, RELAYED, 600)));

        assertThat(ran.results()).isEqualTo("passed passed passed passed");
        assertThat(ran.codes()).containsExactly(TURN_ADDRESS_UNMAPPED, TURN_OK);
    }

    @Test
    void peerThatNoStunServerSees_isAskedForByTheAddressOfTheConnection() throws Exception {
        Script script =
                new Script()
                        .on(
                                Ask.LocatePeer.class,
                                new Event.PeerLocated(at("10.0.0.7", 40000), null));
        Ran ran = run(script);

        assertThat(ran.report().stages().get(2).detail())
                .isEqualTo(new Detail.Asked(MAPPED.withPort(40000)));
    }

    @Test
    void givenPeer_isWhatThePermissionStageIsAbout() throws Exception {
        Ran ran = run(new Script(), spec("turn:198.51.100.10", "u", OTHER), true);

        assertThat(ran.report().stages().get(2).detail()).isEqualTo(new Detail.Asked(OTHER));
        assertThat(ran.turn().asked)
                .filteredOn(Ask.Permit.class::isInstance)
                .extracting(ask -> ((Ask.Permit) ask).peer())
                .containsExactly(OTHER, ECHO);
        assertThat(ran.results()).isEqualTo("passed passed passed passed");
    }

    @Test
    void ownSocketThatIsNotPermitted_skipsTheEcho_whenTheGivenPeerIs() throws Exception {
        Script script = new Script().on(Ask.Permit.class, OK, rejected(403, null, null));
        Ran ran = run(script, spec("turn:198.51.100.10", "u", OTHER), true);

        assertThat(ran.results()).isEqualTo("passed passed passed skipped");
        assertThat(ran.codes()).containsExactly(TURN_ECHO_NOT_PERMITTED);
        assertThat(ran.report().passed()).isTrue();
        assertThat(ran.turn().asked.getLast()).isInstanceOf(Ask.Release.class);
    }

    @Test
    void stunUrl_isOnlyAskedForABinding() throws Exception {
        Ran ran = run(new Script(), spec("stun:198.51.100.10", "", null), true);

        assertThat(ran.results()).isEqualTo("passed skipped skipped skipped");
        assertThat(ran.codes()).containsExactly(STUN_OK);
        assertThat(ran.turn().asked).containsExactly(new Ask.Connect(), new Ask.Bind());
    }
}
