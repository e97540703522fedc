package dev.webrtclab.natprobe.nat.ice4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.natprobe.nat.FilteringBehavior;
import dev.webrtclab.natprobe.nat.Finding;
import dev.webrtclab.natprobe.nat.MappingBehavior;
import dev.webrtclab.natprobe.nat.NatPresence;
import dev.webrtclab.natprobe.nat.NatReport;
import dev.webrtclab.natprobe.nat.Observation.Answer;
import dev.webrtclab.natprobe.nat.Observation.Silence;
import dev.webrtclab.natprobe.nat.ProbeRun;
import dev.webrtclab.natprobe.nat.Reachability;
import dev.webrtclab.natprobe.nat.UnknownReason;
import dev.webrtclab.natprobe.testing.NatPolicy;
import dev.webrtclab.natprobe.testing.ScriptedStunServer;
import dev.webrtclab.natprobe.testing.ServerManner;
import dev.webrtclab.natprobe.testing.SimulatedNet;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Real sockets and ice4j's transactions against a server on the loopback addresses. */
class Ice4jStunTransportTest {
    private static final ProbeRun RUN = new ProbeRun(new Ice4jStunTransport());

    /** More than the 400 ms after which most questions are given up, less than 1.05 s of others. */
    private static final Duration SLOW_WAY = Duration.ofMillis(700);

    static Stream<Arguments> everyNat() {
        return Stream.of(MappingBehavior.values())
                .flatMap(
                        mapping ->
                                Stream.of(FilteringBehavior.values())
                                        .map(filter -> Arguments.of(mapping, filter)));
    }

    @ParameterizedTest
    @MethodSource("everyNat")
    void probe_behindEachNat_namesItsMappingAndFiltering(
            MappingBehavior mapping, FilteringBehavior filtering) throws Exception {
        try (ScriptedStunServer server =
                new ScriptedStunServer(nat(mapping, filtering), ServerManner.HONEST)) {
            assertVerdict(probe(server), mapping, filtering);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ENDPOINT_INDEPENDENT, ENDPOINT_INDEPENDENT",
        "ENDPOINT_INDEPENDENT, ADDRESS_DEPENDENT",
        "ENDPOINT_INDEPENDENT, ADDRESS_AND_PORT_DEPENDENT",
        "ADDRESS_AND_PORT_DEPENDENT, ADDRESS_AND_PORT_DEPENDENT"
    })
    void probe_whenEveryTenthDatagramIsLost_givesTheSameVerdictTwentyTimes(
            MappingBehavior mapping, FilteringBehavior filtering) throws Exception {
        List<Callable<NatReport>> runs =
                LongStream.rangeClosed(1, 20)
                        .<Callable<NatReport>>mapToObj(
                                seed -> () -> probeWithLoss(nat(mapping, filtering), seed))
                        .toList();
        Set<Object> verdicts = new HashSet<>();
        // Each has a server of its own; they mostly wait for what was lost.
        try (ExecutorService sideBySide = Executors.newFixedThreadPool(4)) {
            for (Future<NatReport> run : sideBySide.invokeAll(runs)) {
                NatReport report = run.get();
                assertVerdict(report, mapping, filtering);
                verdicts.add(
                        List.of(report.nat(), report.mapping(), report.filtering(), report.udp()));
            }
        }
        assertThat(verdicts).hasSize(1);
    }

    private static NatReport probeWithLoss(NatPolicy nat, long seed) throws Exception {
        try (ScriptedStunServer server =
                new ScriptedStunServer(nat, ServerManner.HONEST, 0.1, seed)) {
            return probe(server);
        }
    }

    @Test
    void probe_onASlowPath_asksSilentQuestionsAgainWithMorePatience() throws Exception {
        NatPolicy nat =
                nat(MappingBehavior.ENDPOINT_INDEPENDENT, FilteringBehavior.ADDRESS_DEPENDENT);
        try (ScriptedStunServer server = new ScriptedStunServer(nat, ServerManner.HONEST)) {
            server.takes(SLOW_WAY);

            NatReport report = probe(server);

            assertVerdict(
                    report,
                    MappingBehavior.ENDPOINT_INDEPENDENT,
                    FilteringBehavior.ADDRESS_DEPENDENT);
            assertThat(report.observations())
                    .anyMatch(seen -> seen instanceof Answer && seen.question().round() == 2);
        }
    }

    @Test
    void probe_withoutNat_waitsForNoSilenceAndComparesWithTheBoundAddress() throws Exception {
        try (ScriptedStunServer server =
                new ScriptedStunServer(
                        nat(null, FilteringBehavior.ENDPOINT_INDEPENDENT), ServerManner.HONEST)) {
            NatReport report = probe(server);

            assertThat(report.nat()).isEqualTo(Finding.known(NatPresence.NONE));
            assertThat(report.filtering())
                    .isEqualTo(Finding.known(FilteringBehavior.ENDPOINT_INDEPENDENT));
            assertThat(report.observations()).noneMatch(Silence.class::isInstance);
        }
    }

    @Test
    void probe_whenForgedAnswersComeFirst_believesOnlyTheRightTransactionId() throws Exception {
        NatPolicy nat = nat(null, FilteringBehavior.ENDPOINT_INDEPENDENT);
        try (ScriptedStunServer server =
                new ScriptedStunServer(nat, ServerManner.FORGED_ANSWER_FIRST)) {
            assertThat(probe(server).nat()).isEqualTo(Finding.known(NatPresence.NONE));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "WITHOUT_RFC5780, OTHER_ADDRESS_MISSING",
        "NAMES_ITSELF, OTHER_ADDRESS_NOT_DIFFERENT",
        "NAMES_OWN_OTHER_PORT, OTHER_ADDRESS_NOT_DIFFERENT",
        "OTHER_ADDRESS_DEAD, OTHER_ADDRESS_SILENT",
        "IGNORES_CHANGE_REQUEST, CHANGE_REQUEST_IGNORED",
        "CHANGES_PORT_ONLY, CHANGE_REQUEST_IGNORED",
        "REFUSES_CHANGE_REQUEST, CHANGE_REQUEST_REFUSED",
        "SILENT_ON_CHANGE_REQUEST, CHANGE_REQUEST_UNPROVEN",
        "ANSWERS_FROM_ELSEWHERE, ANSWER_FROM_ELSEWHERE",
        "NO_MAPPED_ADDRESS, MAPPED_ADDRESS_MISSING",
        "WANTS_CREDENTIALS, SERVER_REFUSED",
        "WRONG_TRANSACTION_ID, UDP_BLOCKED",
        "BROKEN_ATTRIBUTES, UDP_BLOCKED",
        "UDP_DROPPED, UDP_BLOCKED",
        "DOWN, SERVER_UNREACHABLE"
    })
    void probe_ofADishonestServer_saysUnknownAndWhy(ServerManner manner, UnknownReason reason)
            throws Exception {
        NatPolicy nat =
                nat(MappingBehavior.ENDPOINT_INDEPENDENT, FilteringBehavior.ENDPOINT_INDEPENDENT);
        try (ScriptedStunServer server = new ScriptedStunServer(nat, manner)) {
            NatReport report = probe(server);

            assertThat(report.filtering())
                    .isInstanceOfSatisfying(
                            Finding.Unknown.class,
                            unknown -> assertThat(unknown.reason()).isEqualTo(reason));
        }
    }

    @Test
    void probe_whenUdpIsDropped_isDoneWithinOneAndAHalfSeconds() throws Exception {
        NatPolicy nat = nat(null, FilteringBehavior.ENDPOINT_INDEPENDENT);
        try (ScriptedStunServer server = new ScriptedStunServer(nat, ServerManner.UDP_DROPPED)) {
            long start = System.nanoTime();
            NatReport report = probe(server);

            assertThat(report.udp()).isEqualTo(Finding.known(Reachability.BLOCKED));
            assertThat(report.tcp()).isEqualTo(Finding.known(Reachability.REACHABLE));
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertThat(took.minus(lateness(report))).isLessThan(Duration.ofMillis(1500));
        }
    }

    /** How much longer than planned the machine let the probe wait for silence. */
    private static Duration lateness(NatReport report) {
        return report.observations().stream()
                .filter(Silence.class::isInstance)
                .map(Silence.class::cast)
                .map(silence -> silence.waited().minus(silence.question().patience().total()))
                .filter(late -> !late.isNegative())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource({"TCP_REFUSED, CONNECTION_REFUSED", "TCP_MUTE, CONNECTED_WITHOUT_ANSWER"})
    void probe_whenTcpFails_saysHow(ServerManner manner, UnknownReason reason) throws Exception {
        NatPolicy nat = nat(null, FilteringBehavior.ENDPOINT_INDEPENDENT);
        try (ScriptedStunServer server = new ScriptedStunServer(nat, manner)) {
            NatReport report = probe(server);

            assertThat(report.udp()).isEqualTo(Finding.known(Reachability.REACHABLE));
            assertThat(report.tcp())
                    .isInstanceOfSatisfying(
                            Finding.Unknown.class,
                            unknown -> assertThat(unknown.reason()).isEqualTo(reason));
        }
    }

    @Test
    void probe_ofAnAddressNobodyAnswersAt_leavesAllUnknown() throws Exception {
        NatReport report =
                RUN.probe(SimulatedNet.at("2001:db8:ffff::1", 3478), Optional.empty(), _ -> {});

        assertThat(report.udp()).isInstanceOf(Finding.Unknown.class);
        assertThat(report.nat()).isInstanceOf(Finding.Unknown.class);
    }

    private static NatReport probe(ScriptedStunServer server) throws InterruptedException {
        return RUN.probe(server.address(), Optional.empty(), _ -> {});
    }

    private static NatPolicy nat(@Nullable MappingBehavior mapping, FilteringBehavior filtering) {
        return new NatPolicy(mapping, filtering, SimulatedNet.OUTSIDE);
    }

    private static void assertVerdict(
            NatReport report, MappingBehavior mapping, FilteringBehavior filtering)
            throws IOException {
        assertThat(report.nat()).isEqualTo(Finding.known(NatPresence.PRESENT));
        assertThat(report.mapping()).isEqualTo(Finding.known(mapping));
        assertThat(report.filtering()).isEqualTo(Finding.known(filtering));
        assertThat(report.udp()).isEqualTo(Finding.known(Reachability.REACHABLE));
    }
}
