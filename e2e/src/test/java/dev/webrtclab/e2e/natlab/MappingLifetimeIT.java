package dev.webrtclab.e2e.natlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Our probe measures how long a router keeps a mapping, where that is known: a setting of Linux.
 */
@Order(52)
class MappingLifetimeIT {
    private static final String LIMIT = "NAT_PROBE_LIFETIME_LIMIT=12s";

    private static Internet internet;

    @BeforeAll
    static void startInternet() {
        internet = Internet.start();
    }

    @AfterAll
    static void stopInternet() {
        if (internet != null) {
            internet.close();
        }
    }

    /**
     * Behind the symmetric router connection tracking is the mapping, behind the port-restricted
     * one it is what the filter remembers.
     */
    @ParameterizedTest
    @CsvSource({"symmetric, 3", "symmetric, 7", "port-restricted, 5"})
    void bounds_encloseTheRoutersTimeout(String behaviour, int seconds) {
        try (Router router =
                Internet.router(
                        "NAT_BEHAVIOUR=" + behaviour,
                        "--sysctl=net.netfilter.nf_conntrack_udp_timeout=" + seconds)) {
            JsonNode bounds = measured(Probe.start(router.inside(), "probe", LIMIT));

            double atLeast = bounds.path("atLeastSeconds").asDouble();
            double atMost = bounds.path("atMostSeconds").asDouble();
            // The kernel counts in ticks of its own clock.
            assertThat(atLeast).isBetween(seconds - 1.5, seconds + 0.1);
            assertThat(atMost).isBetween((double) seconds, seconds + 1.5);
        }
    }

    @Test
    void mappingThatOutlivesTheLimit_hasNoUpperBound() {
        try (Router router = Internet.router("NAT_BEHAVIOUR=symmetric")) {
            JsonNode bounds = measured(Probe.start(router.inside(), "probe", LIMIT));

            assertThat(bounds.path("atLeastSeconds").asDouble()).isBetween(12.0, 13.0);
            assertThat(bounds.has("atMostSeconds")).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"none, no-mapping", "udp-blocked, mapping-unanswered"})
    void whereNothingCanBeMeasured_itIsSaidWhy(String behaviour, String code) {
        try (Router router = Internet.router("NAT_BEHAVIOUR=" + behaviour)) {
            internet.addRoute("10.99.1.0/24", router);

            JsonNode unknown = measured(Probe.start(router.inside(), "probe", LIMIT));

            assertThat(unknown.path("code").asText()).isEqualTo(code);
        }
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
}
