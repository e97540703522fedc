package dev.webrtclab.e2e.natlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/**
 * Our probe measures how long a router keeps a mapping, where that is known: a setting of Linux.
 * Each router has a probe of its own. They measure side by side, which is waiting, and begin when
 * all of them are ready, which is work.
 */
@Order(52)
class MappingLifetimeIT {
    private static final String LIMIT = "NAT_PROBE_LIFETIME_LIMIT=12s";
    private static final int LIMIT_SECONDS = 12;

    /** Of Linux, as {@link Router} sets it. */
    private static final int LONG = 300;

    private static final Map<Behind, Future<JsonNode>> MEASURED = new LinkedHashMap<>();
    private static final List<Behind> ALL =
            List.of(
                    new Behind("symmetric", 3),
                    new Behind("symmetric", 7),
                    new Behind("port-restricted", 5),
                    new Behind("symmetric", LONG),
                    new Behind("none", LONG),
                    new Behind("udp-blocked", LONG));
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(ALL.size());
    private static Internet internet;

    /**
     * Where a probe stands.
     *
     * @param behaviour of the router in front of it
     * @param seconds that this router keeps an idle mapping
     */
    private record Behind(String behaviour, int seconds) {}

    @BeforeAll
    static void measureBehindEachRouter() {
        internet = Internet.start();
        Map<Behind, Probe> probes = new LinkedHashMap<>();
        for (Behind behind : ALL) {
            probes.put(behind, probe(behind, ALL.indexOf(behind)));
        }
        probes.values().forEach(Probe::awaitReady);
        probes.forEach(
                (behind, probe) -> MEASURED.put(behind, THREADS.submit(() -> measured(probe))));
    }

    @AfterAll
    static void stopInternet() {
        THREADS.shutdownNow();
        if (internet != null) {
            internet.close();
        }
    }

    private static Probe probe(Behind behind, int number) {
        String inside = "10.99." + (10 + number);
        Router router =
                Router.start(
                        Internet.place(inside, "10.98.0." + (21 + number)),
                        "NAT_BEHAVIOUR=" + behind.behaviour(),
                        "--sysctl=net.netfilter.nf_conntrack_udp_timeout=" + behind.seconds());
        if (behind.behaviour().equals("none")) {
            internet.addRoute(inside + ".0/24", router);
        }
        return Probe.begin(router.inside(), "probe-" + number, LIMIT, Probe.ONE_OF_MANY);
    }

    /**
     * Behind the symmetric router connection tracking is the mapping, behind the port-restricted
     * one it is what the filter remembers.
     */
    @ParameterizedTest
    @CsvSource({"symmetric, 3", "symmetric, 7", "port-restricted, 5"})
    void bounds_encloseTheRoutersTimeout(String behaviour, int seconds) {
        JsonNode bounds = found(new Behind(behaviour, seconds));

        double atLeast = bounds.path("atLeastSeconds").asDouble();
        double atMost = bounds.path("atMostSeconds").asDouble();
        // The kernel counts in ticks of its own clock.
        assertThat(atLeast).isBetween(seconds - 1.5, seconds + 0.1);
        assertThat(atMost).isBetween((double) seconds, seconds + 1.5);
    }

    @Test
    void mappingThatOutlivesTheLimit_hasNoUpperBound() {
        JsonNode bounds = found(new Behind("symmetric", LONG));

        assertThat(bounds.path("atLeastSeconds").asDouble())
                .isBetween((double) LIMIT_SECONDS, LIMIT_SECONDS + 1.0);
        assertThat(bounds.has("atMostSeconds")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"none, no-mapping", "udp-blocked, mapping-unanswered"})
    void whereNothingCanBeMeasured_itIsSaidWhy(String behaviour, String code) {
        JsonNode unknown = found(new Behind(behaviour, LONG));

        assertThat(unknown.path("code").asText()).isEqualTo(code);
    }

    /** The field of the report, after a measurement. */
    private static JsonNode measured(Probe probe) {
        assertThat(probe.get("/api/nat").at("/mappingLifetime/code").asText())
                .isEqualTo("lifetime-not-measured");
        assertThat(probe.post("/api/nat/lifetime-probes", "{}").path("family").asText())
                .isEqualTo("ipv4");
        await("measurement")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> probe.get("/api/nat/lifetime").path("state").asText().equals("done"));
        return probe.get("/api/nat").path("mappingLifetime");
    }

    private static JsonNode found(Behind behind) {
        try {
            return MEASURED.get(behind).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new AssertionError(behind + ": " + e.getCause().getMessage(), e.getCause());
        }
    }
}
