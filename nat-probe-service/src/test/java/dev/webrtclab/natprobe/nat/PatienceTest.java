package dev.webrtclab.natprobe.nat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatienceTest {
    @Test
    void total_isTheTimeIce4jTakes() {
        assertThat(Patience.SHORT.total()).isEqualTo(Duration.ofMillis(400));
        assertThat(Patience.LONG.total()).isEqualTo(Duration.ofMillis(50 + 100 + 6 * 150));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 50", "3, 150", "4, 300", "8, 900"})
    void sentAfter_doublesUpToTheLongestPause(int attempt, long ms) {
        assertThat(Patience.LONG.sentAfterMs(attempt)).isEqualTo(ms);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20, 100, 150, 151, 300, 600, 1000})
    void forRoundTrip_leavesSixSendsTimeForTheirAnswer(long ms) {
        Duration roundTrip = Duration.ofMillis(ms);

        assertThat(Patience.forRoundTrip(roundTrip).suffices(roundTrip)).isTrue();
    }

    @Test
    void forRoundTrip_onAFastPath_waitsNoLonger() {
        assertThat(Patience.forRoundTrip(Duration.ofMillis(150))).isEqualTo(Patience.SHORT);
    }
}
