package dev.webrtclab.signaling.networks.natprobe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.webrtclab.diagnosis.nat.Behaviour;
import dev.webrtclab.diagnosis.nat.NetworkFacts;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReportFactsTest {
    @Test
    void wordsOfAReport_becomeFacts() throws Exception {
        NetworkFacts facts =
                facts(
                        """
                        {"nat":"present","mappedAddress":"198.51.100.25:4711",
                         "mapping":"address-and-port-dependent","filtering":"endpoint-independent",
                         "udp":"reachable","tcp":"silent","tls":"reachable"}""");
        assertThat(facts.natted()).contains(true);
        assertThat(facts.mappedAddress()).contains("198.51.100.25");
        assertThat(facts.mapping()).contains(Behaviour.ADDRESS_AND_PORT_DEPENDENT);
        assertThat(facts.filtering()).contains(Behaviour.ENDPOINT_INDEPENDENT);
        assertThat(facts.udp()).contains(true);
        assertThat(facts.tcp()).contains(false);
        assertThat(facts.tls()).contains(true);
    }

    @Test
    void whatIsUnknownOrMissing_staysUnknown() throws Exception {
        NetworkFacts facts =
                facts(
                        "{\"nat\":{\"unknown\":\"x\"},\"mapping\":{\"unknown\":\"x\"},\"udp\":\"blocked\"}");
        assertThat(facts.natted()).isEmpty();
        assertThat(facts.mapping()).isEmpty();
        assertThat(facts.filtering()).isEmpty();
        assertThat(facts.udp()).contains(false);
        assertThat(facts.tls()).isEmpty();
    }

    @Test
    void reportThatDoesNotSayWhen_isOlderThanAnyOther() throws Exception {
        assertThat(measuredAt("{\"at\":\"2026-11-21T12:00:00.5Z\"}"))
                .isEqualTo("2026-11-21T12:00:00.500Z");
        assertThat(measuredAt("{}")).isEqualTo(Instant.MIN);
    }

    private static Instant measuredAt(String json) throws Exception {
        return ReportFacts.measuredAt(new ObjectMapper().readTree(json));
    }

    private static NetworkFacts facts(String json) throws Exception {
        return ReportFacts.of(new ObjectMapper().readTree(json));
    }
}
