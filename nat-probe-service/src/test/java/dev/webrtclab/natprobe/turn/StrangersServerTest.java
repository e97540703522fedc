package dev.webrtclab.natprobe.turn;

import static dev.webrtclab.natprobe.turn.TurnFindingCode.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.natprobe.turn.Event.ConnectFailure;
import dev.webrtclab.natprobe.turn.TargetGuard.Verdict;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a check tells of servers that are not the lab's, and of names. */
class StrangersServerTest extends ScriptedCheck {
    @Test
    void privateRelayedAddressOfAPublicServer_isFound() throws Exception {
        ScriptedTurn turn =
                new ScriptedTurn(
                        new Script()
                                        .on(
                                                Ask.Allocate.class,
                                                CHALLENGE,
                                                new Event.Granted(
                                                        MAPPED, at("10.0.0.5", 50000), 600))
                                ::answer);
        CheckReport report =
                new CheckRun(turn, InstantSource.fixed(NOW), _ -> {})
                        .run(
                                spec("turn:192.1.2.3", "u", null),
                                new Verdict.Admitted(at("192.1.2.3", 3478), false),
                                _ -> {});

        assertThat(report.findings())
                .extracting(TurnFinding::code)
                .containsExactly(TURN_RELAYED_ADDRESS_PRIVATE, TURN_RELAY_PORTS_CLOSED);
        assertThat(turn.asked).noneMatch(Ask.Echo.class::isInstance);
    }

    @Test
    void ownNameThatDoesNotResolve_isSaid() throws Exception {
        CheckReport report =
                new CheckRun(new ScriptedTurn(_ -> SILENT), InstantSource.fixed(NOW), _ -> {})
                        .run(
                                spec("turn:turn.example.org", "u", null),
                                new Verdict.Unresolved(true),
                                _ -> {});

        assertThat(report.findings())
                .extracting(TurnFinding::code)
                .containsExactly(TURN_UNREACHABLE_UNRESOLVED);
    }

    static Stream<Event> unreachable() {
        return Stream.of(
                not(new ConnectFailure.Refused()),
                not(new ConnectFailure.TimedOut(Duration.ofMillis(2500))),
                not(new ConnectFailure.NoRoute("no")),
                not(new ConnectFailure.CertificateUntrusted("CN=inner", NOW)),
                not(new ConnectFailure.HandshakeFailed("plain HTTP")),
                new Event.Broken(true, "refused"),
                new Event.Broken(false, "HTTP/1.1 400"),
                SILENT);
    }

    @ParameterizedTest
    @MethodSource("unreachable")
    void strangersServer_failsWithOneAnswerAfterThreeSeconds(Event event) throws Exception {
        List<Duration> pauses = new ArrayList<>();
        ScriptedTurn turn = new ScriptedTurn(new Script().on(Ask.Connect.class, event)::answer);
        List<StageReport> heard = new ArrayList<>();
        CheckReport report =
                new CheckRun(turn, InstantSource.fixed(NOW), pauses::add)
                        .run(
                                spec("turns:192.1.2.3:443", "u", null),
                                new Verdict.Admitted(at("192.1.2.3", 443), false),
                                heard::add);

        CheckReport nothing =
                new CheckRun(turn, InstantSource.fixed(NOW), _ -> {})
                        .run(report(report), new Verdict.Unresolved(false), _ -> {});
        assertThat(report).isEqualTo(nothing);
        assertThat(heard).isEqualTo(report.stages());
        assertThat(report.server()).isNull();
        assertThat(report.findings())
                .extracting(TurnFinding::code)
                .containsExactly(TURN_UNREACHABLE_TIMEOUT);
        assertThat(pauses)
                .singleElement()
                .satisfies(pause -> assertThat(pause).isLessThanOrEqualTo(CheckRun.DISCREET));
    }

    private static CheckSpec report(CheckReport report) {
        return new CheckSpec(report.url(), Optional.empty(), Optional.empty(), 1);
    }
}
