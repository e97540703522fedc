package dev.webrtclab.e2e.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.e2e.Http;
import org.junit.jupiter.api.Test;

class KeptRelayTest {
    private static final String ON_A_RELAY = selected("relay", "\"relayProtocol\": \"udp\",");

    @Test
    void relay_isKept_whereADirectPairSucceeded() {
        assertThat(isProved(ON_A_RELAY, pair("succeeded", "host", "prflx", "198.51.100.25:4000")))
                .isTrue();
    }

    @Test
    void relay_isNotKept_whereTheDirectPairFailed() {
        assertThat(isProved(ON_A_RELAY, pair("failed", "host", "srflx", "198.51.100.25:4000")))
                .isFalse();
        assertThat(isProved(ON_A_RELAY)).isFalse();
    }

    @Test
    void relay_isNotKept_whereOnlyPairsWithARelaySucceeded() {
        assertThat(
                        isProved(
                                ON_A_RELAY,
                                pair("succeeded", "relay", "srflx", "198.51.100.25:4000"),
                                pair("succeeded", "host", "relay", "198.51.100.10:4000"),
                                pair("succeeded", "host", "prflx", "198.51.100.10:4000"),
                                pair("succeeded", "host", "prflx", "")))
                .isFalse();
    }

    @Test
    void relay_isNotKept_whereTheCallLeftIt() {
        assertThat(
                        isProved(
                                ON_A_RELAY,
                                pair("succeeded", "host", "srflx", "198.51.100.25:4000"),
                                selected("srflx", "")))
                .isFalse();
    }

    private static boolean isProved(String... events) {
        return KeptRelay.isProvedBy(
                Http.parse("{\"events\": [" + String.join(", ", events) + "]}"));
    }

    private static String selected(String localType, String more) {
        return "{\"type\": \"selected_pair\", \"source\": {\"by\": \"ann\"}, %s \"localType\": \"%s\"}"
                .formatted(more, localType);
    }

    private static String pair(String state, String local, String remote, String address) {
        return "{\"type\": \"pair\", \"state\": \"%s\", \"localType\": \"%s\", \"remoteType\": \"%s\", \"remote\": \"%s\"}"
                .formatted(state, local, remote, address);
    }
}
