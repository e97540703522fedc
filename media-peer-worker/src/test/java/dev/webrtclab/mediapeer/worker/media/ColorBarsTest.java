package dev.webrtclab.mediapeer.worker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ColorBarsTest {
    private final ColorBars bars = new ColorBars(640, 480);

    @Test
    void draw_isAFunctionOfNumberAndTime() {
        assertThat(luma(7, 1000)).isEqualTo(luma(7, 1000));
        assertThat(luma(7, 1000)).isNotEqualTo(luma(8, 1000));
        assertThat(luma(7, 1000)).isNotEqualTo(luma(7, 1001));
    }

    @Test
    void draw_overAnEarlierFrame_leavesNothingOfIt() {
        I420Image reused = I420Image.allocate(640, 480);
        for (long frame = 0; frame < 100; frame++) {
            bars.draw(new FrameStamp(frame, 33 * frame), reused);
        }
        assertThat(reused.y()).isEqualTo(luma(99, 33 * 99));
    }

    @Test
    void draw_showsSevenBarsFromGreyToBlue() {
        I420Image image = I420Image.allocate(640, 480);
        bars.draw(new FrameStamp(0, 0), image);
        int[] expected = {180, 162, 131, 112, 84, 65, 35};
        for (int bar = 0; bar < expected.length; bar++) {
            assertThat(image.y().get(640 * 10 + bar * 640 / 7 + 40) & 0xFF)
                    .as("bar %d", bar)
                    .isCloseTo(expected[bar], org.assertj.core.data.Offset.offset(1));
        }
        assertThat(image.u().get(320 * 5 + 6 * 320 / 7 + 20) & 0xFF).isGreaterThan(200);
        assertThat(image.v().get(320 * 5 + 5 * 320 / 7 + 20) & 0xFF).isGreaterThan(200);
    }

    @Test
    void draw_withPaddedRows_writesOnlyPixels() {
        ByteBuffer y = ByteBuffer.allocate(704 * 480);
        ByteBuffer u = ByteBuffer.allocate(352 * 240);
        ByteBuffer v = ByteBuffer.allocate(352 * 240);
        bars.draw(new FrameStamp(5, 5), new I420Image(640, 480, y, 704, u, 352, v, 352));
        assertThat(y.get(640)).isZero();
        assertThat(FrameStamp.read(y, 704, 640, 480)).contains(new FrameStamp(5, 5));
    }

    @Test
    void clock_isTimeOfDayInUtc() {
        assertThat(ColorBars.clock(0)).isEqualTo("00:00:00.000 UTC");
        assertThat(ColorBars.clock(1_795_228_212_589L)).isEqualTo("02:30:12.589 UTC");
    }

    @Test
    void pattern_thatIsTooSmallToRead_isRefused() {
        assertThatThrownBy(() -> new ColorBars(120, 90))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private ByteBuffer luma(long frame, long epochMs) {
        I420Image image = I420Image.allocate(640, 480);
        bars.draw(new FrameStamp(frame, epochMs), image);
        return image.y();
    }
}
