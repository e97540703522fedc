package dev.webrtclab.mediapeer.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {
    @Test
    void pauses_growToTwoSeconds_andStartAnewAfterSuccess() {
        var backOff = new BackOff(() -> 1.0);
        for (long expected : new long[] {300, 510, 867, 1474, 2000, 2000}) {
            assertThat(backOff.next()).isEqualTo(Duration.ofMillis(expected));
        }
        backOff.succeeded();
        assertThat(backOff.next()).isEqualTo(Duration.ofMillis(300));
    }

    @Test
    void firstPause_mayBeNone_laterOnesKeepHalf() {
        var backOff = new BackOff(() -> 0.0);
        assertThat(backOff.next()).isZero();
        assertThat(backOff.next()).isEqualTo(Duration.ofMillis(255));
    }
}
