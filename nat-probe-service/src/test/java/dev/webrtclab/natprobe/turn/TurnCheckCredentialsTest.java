package dev.webrtclab.natprobe.turn;

import static dev.webrtclab.natprobe.turn.TurnFindingCode.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a check says of credentials, and how it answers challenges. */
class TurnCheckCredentialsTest extends ScriptedCheck {
    @Test
    void serverWithoutAuthentication_passes() throws Exception {
        Ran ran = run(new Script().on(Ask.Allocate.class, ALLOCATED));

        assertThat(ran.results()).isEqualTo("passed passed passed passed");
    }

    @Test
    void expiredName_isSaidToBeExpired_withTheSecondsSince() throws Exception {
        String expired = NOW.minusSeconds(37).getEpochSecond() + ":session";
        Script script = new Script().on(Ask.Allocate.class, CHALLENGE, rejected(401, "lab", "n1"));
        Ran ran = run(script, spec("turn:198.51.100.10", expired, null), true);

        assertThat(ran.codes()).containsExactly(TURN_CREDENTIAL_EXPIRED);
        assertThat(ran.report().findings().getFirst().text())
                .isEqualTo("The credential expired 37 s ago, at 2026-01-01T12:00:00Z.");
        assertThat(ran.report().stages().get(1).code()).isEqualTo(401);
    }

    @Test
    void nameThatIsStillValid_isSaidToBeWrong() throws Exception {
        String valid = NOW.plusSeconds(37).getEpochSecond() + ":session";
        Script script = new Script().on(Ask.Allocate.class, CHALLENGE, rejected(401, "lab", "n1"));

        assertThat(run(script, spec("turn:198.51.100.10", valid, null), true).codes())
                .containsExactly(TURN_CREDENTIAL_WRONG);
    }

    @Test
    void noCredentials_areMissedAfterTheChallenge() throws Exception {
        Ran ran = run(new Script(), spec("turn:198.51.100.10", "", null), true);

        assertThat(ran.results()).isEqualTo("passed failed not-reached not-reached");
        assertThat(ran.codes()).containsExactly(TURN_CREDENTIAL_MISSING);
    }

    @Test
    void staleNonce_isAnsweredOncePerRequest() throws Exception {
        Script script =
                new Script()
                        .on(Ask.Allocate.class, CHALLENGE, rejected(438, "lab", "n2"), ALLOCATED)
                        .on(Ask.Permit.class, rejected(438, "lab", "n3"), OK)
                        .on(Ask.Release.class, rejected(438, "lab", "n4"), OK);
        Ran ran = run(script);

        assertThat(ran.results()).isEqualTo("passed passed passed passed");
        assertThat(ran.turn().asked)
                .filteredOn(Ask.Release.class::isInstance)
                .extracting(ask -> ((Ask.Release) ask).auth().nonce())
                .containsExactly("n3", "n4");
    }
}
