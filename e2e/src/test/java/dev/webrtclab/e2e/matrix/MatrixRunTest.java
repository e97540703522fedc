package dev.webrtclab.e2e.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.e2e.Http;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixRunTest {
    @ParameterizedTest(name = "forecast {0}, came {1}: {2}")
    @CsvSource({
        "stun, relay-udp, true",
        "direct, relay-tls, true",
        "relay-tcp, relay-tls, true",
        "relay-udp, relay-tcp, true",
        "relay-tls, relay-tcp, false",
        "relay-udp, relay-udp, false",
        "relay-udp, stun, false",
        "direct, stun, false",
        "stun, failed, false",
        "unknown, relay-udp, false"
    })
    void keptARelay_whereOneIsWorseThanForecast(String forecast, String outcome, boolean kept) {
        String cell = "{\"forecast\":\"%s\",\"outcome\":\"%s\"}".formatted(forecast, outcome);
        assertThat(MatrixRun.keptARelay(Http.parse(cell))).isEqualTo(kept);
    }
}
