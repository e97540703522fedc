package dev.webrtclab.mediapeer.worker.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {
    @ParameterizedTest
    @CsvSource({
        "1280, 720, 25, 1280, 720, 25",
        "1921, 1080, 29.97, 1920, 1078, 30",
        "3840, 2160, 60, 1920, 1080, 60",
        "1080, 1920, 30, 1080, 1920, 30",
        "2160, 3840, 30, 1080, 1920, 30",
        "7, 5, 0.2, 16, 16, 1",
        "641, 361, 240, 640, 360, 60",
        "20000, 10, 10, 1920, 16, 10",
        "0, 0, 0, 640, 480, 30"
    })
    void near_keepsProportionsWithinTheBounds(
            int width, int height, double rate, int columns, int rows, int framesPerSecond) {
        assertThat(Shape.near(width, height, rate))
                .isEqualTo(new Shape(columns, rows, framesPerSecond));
    }

    @ParameterizedTest
    @CsvSource({
        "640, 480, 30, 800000",
        "160, 120, 1, 300000",
        "1280, 720, 30, 2400000",
        "1920, 1080, 60, 4000000"
    })
    void mostBits_growWithThePixelsPerSecond(int width, int height, int rate, int bits) {
        assertThat(new Shape(width, height, rate).mostBitsPerSecond()).isEqualTo(bits);
    }

    @ParameterizedTest
    @CsvSource({
        "14, 480, 30",
        "641, 480, 30",
        "640, 481, 30",
        "1922, 480, 30",
        "1920, 1082, 30",
        "640, 480, 0",
        "640, 480, 61",
        "-640, 480, 30"
    })
    void shapeOutOfRange_isRefused(int width, int height, int rate) {
        assertThatThrownBy(() -> new Shape(width, height, rate))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pattern_withoutSize_isTheStandard() throws SourceException {
        assertThat(SourceSpec.of("pattern", null, null, null)).isEqualTo(SourceSpec.STANDARD);
    }

    @Test
    void file_withoutSize_hasItsOwn() throws SourceException {
        SourceSpec spec = SourceSpec.of("file:a.mp4", null, null, 10);
        assertThat(spec.shape(new Shape(320, 180, 25))).isEqualTo(new Shape(320, 180, 10));
    }

    @Test
    void halfASize_isRefused() {
        assertThatThrownBy(() -> SourceSpec.of("pattern", 640, null, null))
                .isInstanceOfSatisfying(
                        SourceException.class,
                        e ->
                                assertThat(e.problem())
                                        .isInstanceOf(SourceProblem.ShapeRefused.class));
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "screen",
        "file:",
        "file:..",
        "file:.hidden",
        "file:a/b.mp4",
        "file:..\\b.mp4",
        "file:/etc/passwd",
        "camera:",
        "camera:100",
        "camera:-1",
        "camera:0/../1",
        "http://a/b"
    })
    void idThatIsNone_isUnknown(String id) {
        assertThatThrownBy(() -> SourceSpec.of(id, null, null, null))
                .isInstanceOfSatisfying(
                        SourceException.class, e -> assertThat(e.problem().isUnknown()).isTrue());
    }

    @Test
    void fileName_withControlCharactersOrEndless_isNone() {
        assertThat(FileName.isAllowed("a\nb.mp4")).isFalse();
        assertThat(FileName.isAllowed("a\u0000.mp4")).isFalse();
        assertThat(FileName.isAllowed("a".repeat(10_000))).isFalse();
        assertThat(FileName.isAllowed("Größe & Maß (1).webm")).isTrue();
    }
}
