package dev.webrtclab.signaling.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void tryTake_allowsTheBurst_thenTheRate() {
        TokenBucket bucket = new TokenBucket(200, 50, 0);
        int taken = 0;
        for (int i = 0; i < 300; i++) {
            taken += bucket.tryTake(0) ? 1 : 0;
        }
        assertThat(taken).isEqualTo(200);
        for (int i = 0; i < 300; i++) {
            taken += bucket.tryTake(SECOND) ? 1 : 0;
        }
        assertThat(taken).isEqualTo(250);
    }

    @Test
    void tryTake_withAClockThatStepsBack_neverGivesMore() {
        TokenBucket bucket = new TokenBucket(1, 1, SECOND);
        assertThat(bucket.tryTake(SECOND)).isTrue();
        assertThat(bucket.tryTake(0)).isFalse();
    }

    @Test
    void sourceLimits_areSeparate() {
        SourceLimits limits = new SourceLimits(1, 1);
        assertThat(limits.take("a", 0)).isZero();
        assertThat(limits.take("a", 0)).isPositive();
        assertThat(limits.take("b", 0)).isZero();
    }

    @Test
    void sourceLimits_tellWhenThereIsAPlaceAgain() {
        SourceLimits limits = new SourceLimits(1, 0.5);
        limits.take("a", 0);
        assertThat(limits.take("a", SECOND)).isEqualTo(Duration.ofSeconds(1));
        assertThat(limits.take("a", 2 * SECOND)).isZero();
    }
}
