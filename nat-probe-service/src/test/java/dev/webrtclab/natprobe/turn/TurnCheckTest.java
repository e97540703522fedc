package dev.webrtclab.natprobe.turn;

import static dev.webrtclab.natprobe.turn.TurnFindingCode.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.natprobe.nat.Endpoint;
import dev.webrtclab.natprobe.turn.Event.ConnectFailure;
import dev.webrtclab.natprobe.turn.StageReport.Detail;
import dev.webrtclab.natprobe.turn.TargetGuard.Verdict;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Scripted answers in, stages and findings out. */
class TurnCheckTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:37Z");
    private static final Endpoint SERVER = at("198.51.100.10", 3478);
    private static final Endpoint RELAYED = at("198.51.100.10", 49170);
    private static final Endpoint ECHO = at("198.51.100.131", 40000);
    private static final Endpoint MAPPED = at("198.51.100.131", 50000);
    private static final Endpoint OTHER = at("198.51.100.140", 9);
    private static final Event OK = new Event.Granted(null, null, null);
    private static final Event ALLOCATED = new Event.Granted(MAPPED, RELAYED, 600);
    private static final Event CHALLENGE = rejected(401, "lab", "n1");
    private static final Event SILENT = new Event.Silent(4, Duration.ofMillis(2500));

    private static Endpoint at(String address, int port) {
        return new Endpoint(InetAddress.ofLiteral(address), port);
    }

    private static Event.Rejected rejected(
            int code, @Nullable String realm, @Nullable String nonce) {
        return new Event.Rejected(code, "Reason", realm, nonce, null);
    }

    private static Event echo(boolean hello, int sent, int back) {
        return new Event.EchoEnded(
                EchoFigures.of(
                        hello,
                        sent,
                        back,
                        back / 1000,
                        back == 0 ? new long[0] : new long[] {400_000, 1_100_000},
                        Duration.ofMillis(back == 0 ? 0 : 10)));
    }

    /** Answers of a server where all is well; each test replaces some of them. */
    private static final class Script {
        private final Map<Class<? extends Ask>, List<Event>> answers = new HashMap<>();

        Script() {
            on(Ask.Connect.class, new Event.Connected(null));
            on(Ask.Bind.class, new Event.Granted(MAPPED, null, null));
            on(Ask.Allocate.class, CHALLENGE, ALLOCATED);
            on(Ask.LocatePeer.class, new Event.PeerLocated(ECHO, ECHO));
            on(Ask.Permit.class, OK, OK);
            on(Ask.Echo.class, echo(true, 100_000, 100_000));
            on(Ask.Release.class, OK);
        }

        final Script on(Class<? extends Ask> ask, Event... events) {
            answers.put(ask, new ArrayList<>(Arrays.asList(events)));
            return this;
        }

        Event answer(Ask ask) {
            List<Event> left = answers.get(ask.getClass());
            return left.size() > 1 ? left.removeFirst() : left.getFirst();
        }
    }

    private record Ran(CheckReport report, ScriptedTurn turn) {
        String results() {
            return String.join(
                    " ", report.stages().stream().map(stage -> stage.result().word()).toList());
        }

        List<TurnFindingCode> codes() {
            return report.findings().stream().map(TurnFinding::code).toList();
        }
    }

    private static CheckSpec spec(String url, String username, @Nullable Endpoint peer)
            throws UnusableUrlException {
        return new CheckSpec(
                TurnUrl.parse(url),
                username.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Credentials(username, "password")),
                Optional.ofNullable(peer),
                100_000);
    }

    private static Ran run(Script script, CheckSpec spec, boolean ours) throws Exception {
        ScriptedTurn turn = new ScriptedTurn(script::answer);
        CheckRun run = new CheckRun(turn, InstantSource.fixed(NOW), _ -> {});
        List<StageReport> heard = new ArrayList<>();
        CheckReport report = run.run(spec, new Verdict.Admitted(SERVER, ours), heard::add);
        assertThat(heard).isEqualTo(report.stages());
        assertThat(turn.closed.get()).isEqualTo(turn.opened.size());
        return new Ran(report, turn);
    }

    private static Ran run(Script script) throws Exception {
        return run(script, spec("turn:198.51.100.10", "u", null), true);
    }

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

    private static Event not(ConnectFailure failure) {
        return new Event.NotConnected(failure);
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
    void serverWithoutAuthentication_passes() throws Exception {
        Ran ran = run(new Script().on(Ask.Allocate.class, ALLOCATED));

        assertThat(ran.results()).isEqualTo("passed passed passed passed");
    }

    @Test
    void fivePercentLoss_stillPasses() throws Exception {
        Ran ran = run(new Script().on(Ask.Echo.class, echo(true, 100_000, 95_000)));

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
    void stunUrl_isOnlyAskedForABinding() throws Exception {
        Ran ran = run(new Script(), spec("stun:198.51.100.10", "", null), true);

        assertThat(ran.results()).isEqualTo("passed skipped skipped skipped");
        assertThat(ran.codes()).containsExactly(STUN_OK);
        assertThat(ran.turn().asked).containsExactly(new Ask.Connect(), new Ask.Bind());
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

    @Test
    void figures_giveLossRoundTripsAndThroughput() {
        long[] times = new long[100];
        Arrays.setAll(times, i -> (100 - i) * 1_000_000L);
        EchoFigures figures =
                EchoFigures.of(true, 100_000, 99_000, 99, times, Duration.ofMillis(8));

        assertThat(figures.lossPercent()).isEqualTo(1.0);
        assertThat(figures.rttP50()).isEqualTo(Duration.ofMillis(50));
        assertThat(figures.rttP99()).isEqualTo(Duration.ofMillis(99));
        assertThat(figures.throughputBitsPerSecond()).isEqualTo(99_000_000);
    }
}
