package dev.webrtclab.mediapeer.worker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameStampTest {
    private static final FrameStamp STAMP = new FrameStamp(123_456, 1_795_228_212_589L);

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "4294967295, 281474976710655",
        "2863311530, 187649984473770",
        "123456, 1795228212589"
    })
    void draw_thenRead_givesTheSameStamp(long frame, long epochMs) {
        FrameStamp stamp = new FrameStamp(frame, epochMs);
        assertThat(read(drawn(640, 480, stamp))).contains(stamp);
    }

    @ParameterizedTest
    @CsvSource({"640, 480", "320, 240", "160, 120", "1280, 720", "642, 362", "1920, 1080"})
    void draw_inAnySize_canBeRead(int width, int height) {
        assertThat(read(drawn(width, height, STAMP))).contains(STAMP);
    }

    @Test
    void draw_ofTheDocumentedExample_showsTheDocumentedBits() {
        I420Image image = drawn(640, 480, STAMP);
        StringBuilder hex = new StringBuilder();
        for (int bit = 0; bit < 88; bit += 4) {
            int digit = 0;
            for (int i = bit; i < bit + 4; i++) {
                int row = 27 + i / 36;
                int column = 2 + i % 36;
                int luma = image.y().get((row * 16 + 8) * 640 + column * 16 + 8) & 0xFF;
                digit = digit * 2 + (luma > 128 ? 1 : 0);
            }
            hex.append(Integer.toHexString(digit));
        }
        // docs/frame-stamp.md
        assertThat(hex).hasToString("0001e24001a1fbf09d6d6b");
    }

    @Test
    void read_afterScalingToHalf_findsTheStamp() {
        I420Image full = drawn(640, 480, STAMP);
        I420Image half = I420Image.allocate(320, 240);
        for (int y = 0; y < 240; y++) {
            for (int x = 0; x < 320; x++) {
                half.y().put(y * 320 + x, full.y().get(2 * y * 640 + 2 * x));
            }
        }
        assertThat(read(half)).contains(STAMP);
    }

    @Test
    void read_withStrongNoiseAndLessContrast_findsTheStamp() {
        I420Image image = drawn(640, 480, STAMP);
        Random noise = new Random(7);
        for (int i = 0; i < 640 * 480; i++) {
            int luma = image.y().get(i) & 0xFF;
            int dim = 60 + luma / 2 + noise.nextInt(61) - 30;
            image.y().put(i, (byte) Math.clamp(dim, 0, 255));
        }
        assertThat(read(image)).contains(STAMP);
    }

    @Test
    void read_whenOneBlockIsWrong_refusesByChecksum() {
        I420Image image = drawn(640, 480, STAMP);
        image.fillLuma(2 * 16, 27 * 16, 16, 16, 235);
        assertThat(read(image)).isEmpty();
    }

    @Test
    void read_ofAPictureWithoutStamp_isEmpty() {
        assertThat(read(I420Image.allocate(640, 480))).isEmpty();
    }

    @Test
    void stamp_outOfRange_isRefused() {
        assertThatThrownBy(() -> new FrameStamp(1L << 32, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FrameStamp(0, 1L << 48))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static I420Image drawn(int width, int height, FrameStamp stamp) {
        I420Image image = I420Image.allocate(width, height);
        new ColorBars(width, height).draw(stamp, image);
        return image;
    }

    private static java.util.Optional<FrameStamp> read(I420Image image) {
        return FrameStamp.read(image.y(), image.strideY(), image.width(), image.height());
    }
}
