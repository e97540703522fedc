package dev.webrtclab.protocol.signaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which sizes something may be asked for. */
class SourceChoiceTest {
    @ParameterizedTest
    @CsvSource({
        "pattern, 160, 120",
        "tone, 160, 120",
        "pattern, 1920, 1080",
        "file:a.mp4, 16, 16",
        "camera:0, 100, 100"
    })
    void size_thatTheSourceCanBeShownIn_isTaken(String source, int width, int height) {
        assertThat(sized(source, width, height).width()).isEqualTo(width);
    }

    @ParameterizedTest
    @CsvSource({"pattern, 158, 120", "pattern, 160, 118", "tone, 100, 100"})
    void pattern_thatCouldNotBeRead_isRefused(String source, int width, int height) {
        assertThatThrownBy(() -> sized(source, width, height))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the pattern needs a width of at least 160 and a height of at least 120");
    }

    @ParameterizedTest
    @CsvSource({"file:a.mp4, 14, 16", "file:a.mp4, 321, 180", "file:a.mp4, 1920, 1082"})
    void size_outOfRange_isRefused(String source, int width, int height) {
        assertThatThrownBy(() -> sized(source, width, height))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static SourceChoice sized(String source, int width, int height) {
        return new SourceChoice(source, width, height, null, null, null);
    }
}
