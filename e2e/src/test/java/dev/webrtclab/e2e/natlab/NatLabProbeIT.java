package dev.webrtclab.e2e.natlab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.e2e.natlab.Probe.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Our probe behind each router of the NAT lab, {@code -Dnatlab.runs} times (20 unless told), beside
 * coturn's discovery tool in the very same network position: all runs must say the same, and what
 * the tool says. Several positions are probed side by side, which is mostly waiting, from when all
 * of the probes are ready, which is work.
 */
@Order(51)
class NatLabProbeIT {
    private static final int RUNS = Integer.getInteger("natlab.runs", 20);

    /** More positions would be each other's load. */
    private static final int AT_ONCE = 4;

    /** The tool's words and ours. */
    private static final Map<String, String> WORDS =
            Map.of(
                    Discovery.INDEPENDENT, "endpoint-independent",
                    Discovery.ADDRESS, "address-dependent",
                    Discovery.ADDRESS_AND_PORT, "address-and-port-dependent",
                    Discovery.NONE, "unknown: udp-blocked");

    private static final List<String> BEHAVIOURS =
            List.of(
                    "none",
                    "full-cone",
                    "restricted",
                    "port-restricted",
                    "symmetric",
                    "udp-blocked",
                    "tcp-443-only",
                    "double");

    private static final Map<String, Future<Findings>> FOUND = new LinkedHashMap<>();
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(AT_ONCE);
    private static Internet internet;

    /** What probe and referee found behind one router. */
    private record Findings(Router router, Probe probe, List<Report> reports, Discovery referee) {
        Set<String> words(String field) {
            return Set.copyOf(reports.stream().map(report -> report.word(field)).toList());
        }
    }

    @BeforeAll
    static void probeBehindEachRouter() {
        internet = Internet.start();
        Map<String, Router> routers = new LinkedHashMap<>();
        Map<String, Probe> probes = new LinkedHashMap<>();
        for (String behaviour : BEHAVIOURS) {
            Router router = router(behaviour, BEHAVIOURS.indexOf(behaviour));
            routers.put(behaviour, router);
            probes.put(
                    behaviour,
                    Probe.begin(router.inside(), "probe-" + behaviour, Probe.ONE_OF_MANY));
        }
        probes.values().forEach(Probe::awaitReady);
        probes.forEach(
                (behaviour, probe) ->
                        FOUND.put(
                                behaviour,
                                THREADS.submit(
                                        () -> find(routers.get(behaviour), probe, behaviour))));
    }

    @AfterAll
    static void stopInternet() {
        THREADS.shutdownNow();
        if (internet != null) {
            internet.close();
        }
    }

    private static Router router(String behaviour, int number) {
        String inside = "10.99." + (10 + number);
        Router.Place place = Internet.place(inside, "10.98.0." + (21 + number));
        boolean twoRouters = behaviour.equals("double");
        Router router =
                twoRouters ? behindCarrier() : Router.start(place, "NAT_BEHAVIOUR=" + behaviour);
        if (behaviour.equals("none")) {
            internet.addRoute(inside + ".0/24", router);
        }
        return router;
    }

    private static Router behindCarrier() {
        String portRestricted = "NAT_BEHAVIOUR=port-restricted";
        Router carrier = Router.start(Internet.place("100.64.98", "10.98.0.40"), portRestricted);
        Router.Place home =
                new Router.Place(carrier.inside(), "100.64.98.0/24", "100.64.98.8", "10.99.30");
        return Router.start(home, portRestricted, "OUTSIDE_GATEWAY=100.64.98.1");
    }

    private static Findings find(Router router, Probe probe, String behaviour) {
        List<Report> reports = probe.probe(RUNS);
        Host referee =
                Host.start("container:" + probe.container(), "tool-" + behaviour, Internet.COTURN);
        return new Findings(router, probe, reports, referee.discover("-m", "-f"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "full-cone",
                "restricted",
                "port-restricted",
                "symmetric",
                "udp-blocked",
                "tcp-443-only",
                "double"
            })
    void everyRun_saysWhatTheRefereeSays(String behaviour) {
        Findings found = found(behaviour);

        assertThat(found.reports()).hasSize(RUNS);
        assertThat(found.words("mapping")).containsOnly(WORDS.get(found.referee().mapping()));
        assertThat(found.words("filtering")).containsOnly(WORDS.get(found.referee().filtering()));
    }

    @ParameterizedTest
    @CsvSource({
        "none, none, endpoint-independent, endpoint-independent",
        "full-cone, present, endpoint-independent, endpoint-independent",
        "restricted, present, endpoint-independent, address-dependent",
        "port-restricted, present, endpoint-independent, address-and-port-dependent",
        "symmetric, present, address-and-port-dependent, address-and-port-dependent",
        "double, present, endpoint-independent, address-and-port-dependent"
    })
    void everyRun_namesWhatTheRouterDoes(
            String behaviour, String nat, String mapping, String filtering) {
        Findings found = found(behaviour);

        assertThat(found.words("nat")).containsOnly(nat);
        assertThat(found.words("mapping")).containsOnly(mapping);
        assertThat(found.words("filtering")).containsOnly(filtering);
        assertThat(found.words("udp")).containsOnly("reachable");
        assertThat(found.words("tcp")).containsOnly("reachable");
        assertThat(found.words("tls")).containsOnly("reachable");
    }

    @ParameterizedTest
    @CsvSource({"udp-blocked, reachable", "tcp-443-only, blocked"})
    void whereUdpIsBlocked_everyRunSaysSoAndWhatPasses(String behaviour, String tcp) {
        Findings found = found(behaviour);

        assertThat(found.words("udp")).containsOnly("blocked");
        assertThat(found.words("tcp")).containsOnly(tcp);
        assertThat(found.words("tls")).containsOnly("reachable");
        assertThat(found.words("nat")).containsOnly("unknown: udp-blocked");
    }

    @Test
    void sameNetwork_withOtherRules_getsAnotherReport() {
        Findings before = found("full-cone");
        before.router().exec("/opt/nat-lab/rules.sh", "symmetric");
        Report symmetric = before.probe().probe(1).getFirst();
        before.router().exec("/opt/nat-lab/rules.sh", "udp-blocked");
        Report blocked = before.probe().probe(1).getFirst();
        before.router().exec("/opt/nat-lab/rules.sh", "full-cone");
        Report again = before.probe().probe(1).getFirst();

        assertThat(before.words("mapping")).containsOnly("endpoint-independent");
        assertThat(symmetric.word("mapping")).isEqualTo("address-and-port-dependent");
        assertThat(symmetric.word("filtering")).isEqualTo("address-and-port-dependent");
        assertThat(blocked.word("udp")).isEqualTo("blocked");
        assertThat(blocked.word("tcp")).isEqualTo("reachable");
        assertThat(again.word("mapping")).isEqualTo("endpoint-independent");
        assertThat(again.word("filtering")).isEqualTo("endpoint-independent");
        assertThat(List.of(symmetric, blocked, again))
                .as("the label has not changed")
                .extracting(report -> report.word("vantage"))
                .containsOnly("probe-full-cone");
    }

    private static Findings found(String behaviour) {
        try {
            return FOUND.get(behaviour).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
