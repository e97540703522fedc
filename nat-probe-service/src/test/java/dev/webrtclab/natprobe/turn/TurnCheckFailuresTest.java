package dev.webrtclab.natprobe.turn;

import static dev.webrtclab.natprobe.turn.TurnFindingCode.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.natprobe.turn.Event.ConnectFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One fault of a server each, and the stage and finding that name it. */
class TurnCheckFailuresTest extends ScriptedCheck {
    static Stream<Arguments> failures() {
        Instant past = NOW.minusSeconds(90);
        return Stream.of(
                row(TURN_UNREACHABLE_TIMEOUT, "failed", Ask.Allocate.class, SILENT),
                row(
                        TURN_UNREACHABLE_TIMEOUT,
                        "failed",
                        Ask.Connect.class,
                        not(new ConnectFailure.TimedOut(Duration.ofSeconds(2)))),
                row(
                        TURN_UNREACHABLE_REFUSED,
                        "failed",
                        Ask.Connect.class,
                        not(new ConnectFailure.Refused())),
                row(
                        TURN_UNREACHABLE_REFUSED,
                        "failed",
                        Ask.Allocate.class,
                        new Event.Broken(true, "")),
                row(
                        TURN_UNREACHABLE_NO_ROUTE,
                        "failed",
                        Ask.Connect.class,
                        not(new ConnectFailure.NoRoute("Network unreachable"))),
                row(
                        TURN_CONNECTION_CLOSED,
                        "failed",
                        Ask.Allocate.class,
                        new Event.Broken(false, "ended")),
                row(
                        TURN_TLS_NAME_MISMATCH,
                        "failed",
                        Ask.Connect.class,
                        not(
                                new ConnectFailure.CertificateForOthers(
                                        List.of("turn.example.org"), NOW))),
                row(
                        TURN_TLS_UNTRUSTED,
                        "failed",
                        Ask.Connect.class,
                        not(new ConnectFailure.CertificateUntrusted("CN=us", NOW))),
                row(
                        TURN_TLS_EXPIRED,
                        "failed",
                        Ask.Connect.class,
                        not(new ConnectFailure.CertificateExpired(past))),
                row(
                        TURN_TLS_FAILED,
                        "failed",
                        Ask.Connect.class,
                        not(new ConnectFailure.HandshakeFailed("no cipher"))),
                row(
                        TURN_REALM_MISSING,
                        "passed failed",
                        Ask.Allocate.class,
                        rejected(401, null, null)),
                row(
                        TURN_CREDENTIAL_WRONG,
                        "passed failed",
                        Ask.Allocate.class,
                        CHALLENGE,
                        rejected(401, "lab", "n1")),
                row(
                        TURN_CREDENTIAL_WRONG,
                        "passed failed",
                        Ask.Allocate.class,
                        CHALLENGE,
                        rejected(441, null, null)),
                row(
                        TURN_STALE_NONCE_LOOP,
                        "passed failed",
                        Ask.Allocate.class,
                        CHALLENGE,
                        rejected(438, "lab", "n2"),
                        rejected(438, "lab", "n3")),
                row(
                        TURN_QUOTA_REACHED,
                        "passed failed",
                        Ask.Allocate.class,
                        CHALLENGE,
                        rejected(486, null, null)),
                row(
                        TURN_NO_CAPACITY,
                        "passed failed",
                        Ask.Allocate.class,
                        CHALLENGE,
                        rejected(508, null, null)),
                row(
                        TURN_TRANSPORT_UNSUPPORTED,
                        "passed failed",
                        Ask.Allocate.class,
                        CHALLENGE,
                        rejected(442, null, null)),
                row(
                        TURN_ALTERNATE_SERVER,
                        "passed failed",
                        Ask.Allocate.class,
                        new Event.Rejected(300, "", null, null, OTHER)),
                row(
                        TURN_ANSWER_OTHER,
                        "passed failed",
                        Ask.Allocate.class,
                        CHALLENGE,
                        rejected(500, null, null)),
                row(
                        TURN_ANSWER_OTHER,
                        "passed failed",
                        Ask.Allocate.class,
                        new Event.Granted(MAPPED, null, 600)),
                row(
                        TURN_REQUEST_UNANSWERED,
                        "passed failed",
                        Ask.Allocate.class,
                        CHALLENGE,
                        SILENT),
                row(
                        TURN_PERMISSION_DENIED,
                        "passed passed failed",
                        Ask.Permit.class,
                        rejected(403, null, null)),
                row(TURN_REQUEST_UNANSWERED, "passed passed failed", Ask.Permit.class, SILENT),
                row(
                        TURN_RELAY_PORTS_CLOSED,
                        "passed passed passed failed",
                        Ask.Echo.class,
                        echo(false, 0, 0)),
                row(
                        TURN_ECHO_SILENT,
                        "passed passed passed failed",
                        Ask.Echo.class,
                        echo(true, 100_000, 0)),
                row(
                        TURN_ECHO_LOSSY,
                        "passed passed passed failed",
                        Ask.Echo.class,
                        echo(true, 100_000, 94_000)));
    }

    private static Arguments row(
            TurnFindingCode code, String results, Class<? extends Ask> ask, Event... events) {
        return Arguments.of(code, results, ask, events);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failure_isNamedAtItsStage_andAnAllocationIsReleased(
            TurnFindingCode code, String results, Class<? extends Ask> ask, Event[] events)
            throws Exception {
        Ran ran = run(new Script().on(ask, events));

        assertThat(ran.codes()).containsExactly(code);
        String rest = " not-reached".repeat(4 - results.split(" ").length);
        assertThat(ran.results()).isEqualTo(results + rest);
        assertThat(ran.report().passed()).isFalse();
        assertThat(ran.report().findings())
                .allSatisfy(
                        finding -> {
                            assertThat(finding.text()).doesNotContain("{");
                            assertThat(finding.next()).doesNotContain("{");
                        });
        boolean allocated =
                results.startsWith("passed passed")
                        || Arrays.asList(events).contains(new Event.Granted(MAPPED, null, 600));
        assertThat(ran.turn().asked.getLast() instanceof Ask.Release).isEqualTo(allocated);
    }
}
