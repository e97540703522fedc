package dev.webrtclab.natprobe.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EchoFiguresTest {
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
