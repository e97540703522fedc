package dev.webrtclab.mediapeer.worker.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceiveWatchTest {
    private static final long SECOND = 1_000_000_000;

    private final ReceiveWatch watch = new ReceiveWatch(0);

    @Test
    void viewerThatAnswers_isThere() {
        for (int second = 1; second < 100; second++) {
            assertThat(watch.vanished(second * 10L, second * SECOND)).isFalse();
        }
    }

    @Test
    void silence_isNoticedAfterFourSeconds() {
        assertThat(watch.vanished(10, SECOND)).isFalse();
        assertThat(watch.vanished(10, 2 * SECOND)).isFalse();
        assertThat(watch.vanished(10, 3 * SECOND)).isFalse();
        assertThat(watch.vanished(10, 4 * SECOND)).isFalse();
        assertThat(watch.vanished(10, 5 * SECOND)).isTrue();
    }

    @Test
    void countersThatRestart_countAsArrival() {
        watch.vanished(1000, SECOND);
        watch.vanished(1000, 3 * SECOND);
        assertThat(watch.vanished(2, 5 * SECOND)).isFalse();
    }

    @Test
    void pauseOfOurOwn_isNotSilence() {
        watch.vanished(10, SECOND);
        assertThat(watch.vanished(10, 60 * SECOND)).isFalse();
        assertThat(watch.vanished(10, 61 * SECOND)).isFalse();
        assertThat(watch.vanished(10, 62 * SECOND)).isFalse();
        assertThat(watch.vanished(10, 63 * SECOND)).isFalse();
        assertThat(watch.vanished(10, 64 * SECOND)).isTrue();
    }
}
