package dev.webrtclab.e2e.natlab;

import static dev.webrtclab.e2e.natlab.Discovery.ADDRESS;
import static dev.webrtclab.e2e.natlab.Discovery.ADDRESS_AND_PORT;
import static dev.webrtclab.e2e.natlab.Discovery.INDEPENDENT;
import static dev.webrtclab.e2e.natlab.Discovery.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webrtclab.e2e.Lab;
import dev.webrtclab.e2e.Shell;
import dev.webrtclab.e2e.natlab.Referee.Findings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each router does what its rule set is called, as seen by coturn's own discovery tool. The tool is
 * run {@code -Dnatlab.runs} times (3 unless told), up to ten at once, and each run must agree.
 * Where packets are counted or timed, nobody else asks any more.
 */
@Order(50)
class NatLabRefereeIT {
    private static final int RUNS = Integer.getInteger("natlab.runs", 3);

    private static Internet internet;
    private static Referee referee;

    @BeforeAll
    static void askBehindEachRouter() {
        internet = Internet.start();
        referee = new Referee(RUNS);
    }

    @AfterAll
    static void stopInternet() {
        if (referee != null) {
            referee.close();
        }
        if (internet != null) {
            internet.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "full-cone, " + INDEPENDENT + ", " + INDEPENDENT,
        "restricted, " + INDEPENDENT + ", " + ADDRESS,
        "port-restricted, " + INDEPENDENT + ", " + ADDRESS_AND_PORT,
        "symmetric, " + ADDRESS_AND_PORT + ", " + ADDRESS_AND_PORT
    })
    void referee_namesMappingAndFiltering(String behaviour, String mapping, String filtering) {
        assertFound(referee.behind(behaviour), mapping, filtering);
    }

    /** Every run found this, and was seen from outside as the router. */
    private static void assertFound(Findings found, String mapping, String filtering) {
        assertThat(found.all()).hasSize(RUNS);
        assertThat(found.all()).extracting(Discovery::mapping).containsOnly(mapping);
        assertThat(found.all()).extracting(Discovery::filtering).containsOnly(filtering);
        assertThat(found.all())
                .extracting(Discovery::addresses)
                .containsOnly(Set.of(found.router().outsideAddress()));
    }

    @Test
    void withoutNat_theOutsideSeesTheInsideAddress() {
        try (Router router = Internet.router("NAT_BEHAVIOUR=none")) {
            internet.addRoute("10.99.1.0/24", router);
            Host host = Host.start(router, "host");

            List<Discovery> found =
                    Referee.everyRun(RUNS, () -> host.discover("-m", "-f", "-L", host.address()));

            assertThat(found).extracting(Discovery::mapping).containsOnly(INDEPENDENT);
            assertThat(found).extracting(Discovery::filtering).containsOnly(INDEPENDENT);
            assertThat(found).extracting(Discovery::addresses).containsOnly(Set.of(host.address()));
        }
    }

    @Test
    void behindTwoRouters_theOutsideSeesTheCarriersAddress() {
        assertFound(referee.behind(Referee.DOUBLE), INDEPENDENT, ADDRESS_AND_PORT);
    }

    @ParameterizedTest
    @CsvSource({"udp-blocked, true", "tcp-443-only, false"})
    void whereUdpIsBlocked_noDatagramArrives(String behaviour, boolean otherTcpPasses) {
        Findings found = referee.behind(behaviour);
        assertThat(found.all()).hasSize(RUNS);
        assertThat(found.all()).extracting(Discovery::mapping).containsOnly(NONE);

        referee.awaitEnd();
        Host host = found.host();
        internet.notePorts(1, 65_535);
        host.sendDatagrams(443, 1);
        host.sendDatagrams(3478, 2);
        // Packets of one sender keep their order here: with the connection, the datagrams would
        // be there.
        assertThat(host.connectsByTcp(443)).isTrue();
        assertThat(internet.notedPorts()).isEmpty();

        assertThat(host.connectsByTcp(3478)).isEqualTo(otherTcpPasses);
    }

    @Test
    void unexpectedDatagrams_doNotChangeTheMapping() {
        Findings found = referee.ofUnexpectedDatagrams();
        Discovery before = found.all().getFirst();
        Discovery after = found.all().getLast();

        assertThat(before.filtering()).isEqualTo(ADDRESS_AND_PORT);
        assertThat(after.mapping()).isEqualTo(INDEPENDENT);
        assertThat(after.ports()).containsExactly(5000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"full-cone", "restricted", "port-restricted"})
    void insideHostsWithTheSamePort_haveMappingsOfTheirOwn(String behaviour) {
        try (Router router = Internet.router("NAT_BEHAVIOUR=" + behaviour)) {
            Host first = Host.start(router, "first");
            Host second = Host.start(router, "second");

            // The second host speaks to remotes that the first has not met yet, and then the first
            // meets them.
            List<Discovery> found =
                    List.of(
                            first.discover("-m", "-p", "3478", "-L", first.address(), "-l", "5000"),
                            second.discover(
                                    "-m", "-p", "3479", "-L", second.address(), "-l", "5000"),
                            first.discover(
                                    "-m", "-p", "3479", "-L", first.address(), "-l", "5000"));

            assertThat(found).extracting(Discovery::mapping).containsOnly(INDEPENDENT);
            assertThat(found.get(0).ports()).containsExactly(5000).isEqualTo(found.get(2).ports());
            assertThat(found.get(1).ports()).hasSize(1).doesNotContain(5000);
        }
    }

    @Test
    void loss_isWithinFiveStandardDeviations() {
        int sent = 5000;
        referee.awaitEnd();
        try (Router router = Internet.router("NAT_BEHAVIOUR=symmetric", "LOSS_PERCENT=10")) {
            Host host = Host.start(router, "host");
            internet.notePorts(20_000, 20_000 + sent - 1);
            host.sendDatagrams(20_000, sent);

            // The rule also loses the router's own pings, so its counter may say a little more.
            await("each datagram was lost by the rule or arrived")
                    .until(() -> router.lostByRule() + internet.notedPorts().size() >= sent);
            assertThat(sent - internet.notedPorts().size()).isBetween(394, 606);
        }
    }

    @Test
    void lossWithSeed_hitsTheSameDatagramsInEachRun() {
        referee.awaitEnd();
        Set<Integer> arrived = arrivedWithSeed(7);
        assertThat(2000 - arrived.size()).isBetween(133, 267);
        assertThat(arrivedWithSeed(7)).isEqualTo(arrived);
        assertThat(arrivedWithSeed(8)).isNotEqualTo(arrived);
    }

    private static Set<Integer> arrivedWithSeed(int seed) {
        int sent = 2000;
        try (Router router =
                Internet.router(
                        "NAT_BEHAVIOUR=port-restricted",
                        "LOSS_PERCENT=10",
                        "DELAY_MS=5",
                        "SEED=" + seed)) {
            Host host = Host.start(router, "host");
            internet.notePorts(20_000, 20_000 + sent - 1);
            host.sendDatagrams(20_000, sent);

            await("each datagram was decided about")
                    .untilAsserted(() -> assertThat(router.decidedByWire()).isEqualTo(sent));
            return internet.notedPorts();
        }
    }

    @Test
    void delay_isAddedInEachDirection() {
        referee.awaitEnd();
        try (Router router =
                Internet.router("NAT_BEHAVIOUR=symmetric", "DELAY_MS=40", "JITTER_MS=5")) {
            Host host = Host.start(router, "host", Internet.IMAGE);

            String said = host.exec("ping", "-q", "-c", "40", "-i", "0.02", Internet.STUN);

            Matcher times = Pattern.compile("= ([\\d.]+)/([\\d.]+)/([\\d.]+)/").matcher(said);
            assertThat(times.find()).as(said).isTrue();
            // A busy machine adds to it, and nothing takes away from it.
            assertThat(Double.parseDouble(times.group(1))).as("shortest").isBetween(70.0, 100.0);
            assertThat(Double.parseDouble(times.group(2))).as("average").isGreaterThan(77.0);
            assertThat(Double.parseDouble(times.group(3))).as("longest").isGreaterThan(81.0);
            assertThat(Lab.docker("logs", router.container()))
                    .contains("delay 40 ms +- 5 ms each way, by");
        }
    }

    @Test
    void router_isSmallAndHasOnePrivilege() {
        try (Router router = Internet.router("NAT_BEHAVIOUR=full-cone", "DELAY_MS=5", "SEED=1")) {
            String status = router.exec("sh", "-c", "cat /proc/[0-9]*/status");
            assertThat(status).contains("NoNewPrivs:\t1").doesNotContain("NoNewPrivs:\t0");
            assertThat(status.lines().filter(line -> line.startsWith("Cap")))
                    .as("NET_ADMIN or nothing")
                    .allMatch(
                            line ->
                                    line.endsWith("\t0000000000001000")
                                            || line.endsWith("\t0000000000000000"));

            long residentKiB =
                    status.lines()
                            .filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum();
            assertThat(residentKiB).isBetween(500L, 10_000L);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NAT_BEHAVIOUR=double, two routers in series",
        "NAT_BEHAVIOUR=leaky, NAT_BEHAVIOUR=leaky is unknown",
        "LOSS_PERCENT=101, more than 100",
        "DELAY_MS=fast, DELAY_MS=fast is not a number",
        "JITTER_MS=9, no packet arrives before it was sent"
    })
    void settingThatMakesNoSense_stopsTheStartWithASentence(String setting, String sentence) {
        List<String> start =
                List.of(
                        "docker",
                        "run",
                        "--rm",
                        "--network=none",
                        "-eNAT_BEHAVIOUR=none",
                        "-e" + setting,
                        Internet.IMAGE);
        Shell.Result result = Shell.run(Lab.root(), Duration.ofSeconds(30), start);

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.output().strip()).contains(sentence).hasLineCount(1);
    }

    @AfterEach
    void serverAnswersAgain() {
        internet.answerAgain();
    }
}
