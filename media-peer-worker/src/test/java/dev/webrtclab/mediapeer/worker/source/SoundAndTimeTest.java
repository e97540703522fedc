package dev.webrtclab.mediapeer.worker.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoundAndTimeTest {
    private static final long MS = 1_000_000;

    @Test
    void tone_joinsItsBlocksWithoutAClickAndHasItsPitch() {
        short[] second = new short[MediaSource.SAMPLE_RATE];
        short[] block = new short[MediaSource.BLOCK];
        for (int i = 0; i < 100; i++) {
            Tone.play(i, block);
            System.arraycopy(block, 0, second, i * block.length, block.length);
        }
        int rises = 0;
        int steepest = 0;
        for (int i = 1; i < second.length; i++) {
            rises += second[i - 1] < 0 && second[i] >= 0 ? 1 : 0;
            steepest = Math.max(steepest, Math.abs(second[i] - second[i - 1]));
        }
        assertThat(rises).isBetween(Tone.HERTZ - 1, Tone.HERTZ);
        // amplitude times 2 pi 440 / 48000
        assertThat(steepest).isLessThan(245);
    }

    @Test
    void ring_pushesOutTheOldestAndKeepsCount() {
        SampleRing ring = new SampleRing(4);
        ring.restart(100);
        ring.add(new short[] {1, 2, 3, 4, 5, 6}, 6);
        assertThat(ring.firstNumber()).isEqualTo(102);
        short[] two = new short[2];
        assertThat(ring.take(two)).isTrue();
        assertThat(two).containsExactly(3, 4);
        assertThat(ring.take(new short[3])).isFalse();
        assertThat(ring.size()).isEqualTo(2);
        ring.drop(10);
        assertThat(ring.firstNumber()).isEqualTo(106);
    }

    @Test
    void playhead_standsStillWhileNobodyAsks() {
        Playhead head = new Playhead();
        assertThat(head.advance(50 * MS)).isZero();
        assertThat(head.advance(83 * MS)).isEqualTo(33 * MS);
        assertThat(head.advance(10_000 * MS)).isEqualTo(33 * MS);
        assertThat(head.advance(10_020 * MS)).isEqualTo(53 * MS);
        head.moveTo(7000 * MS, 10_025 * MS);
        assertThat(head.advance(10_030 * MS)).isEqualTo(7005 * MS);
    }

    @ParameterizedTest
    @CsvSource({
        "640, 480, 1, 640, 480, 0, 0, 640, 480",
        "1280, 720, 1, 640, 480, 0, 60, 640, 360",
        "720, 1280, 1, 640, 480, 184, 0, 270, 480",
        "720, 576, 1.4222, 1024, 576, 0, 0, 1024, 576",
        "10000, 1, 1, 640, 480, 0, 238, 640, 2",
        "1, 10000, 1, 640, 480, 318, 0, 2, 480",
        "320, 240, NaN, 640, 480, 0, 0, 640, 480"
    })
    void letterbox_fitsInTheMiddle(
            int width,
            int height,
            double aspect,
            int frameWidth,
            int frameHeight,
            int left,
            int top,
            int columns,
            int rows) {
        assertThat(Letterbox.fit(width, height, aspect, frameWidth, frameHeight))
                .isEqualTo(new Letterbox(left, top, columns, rows));
    }
}
