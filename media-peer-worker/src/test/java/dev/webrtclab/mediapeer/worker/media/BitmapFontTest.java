package dev.webrtclab.mediapeer.worker.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BitmapFontTest {
    @Test
    void everyLetter_looksDifferent() {
        Set<String> pictures = new HashSet<>();
        for (char letter : "0123456789:.#UTC ".toCharArray()) {
            I420Image image = I420Image.allocate(6, 8);
            BitmapFont.draw(image, String.valueOf(letter), 0, 0, 1);
            StringBuilder dots = new StringBuilder();
            for (int i = 0; i < 48; i++) {
                dots.append((image.y().get(i) & 0xFF) > 128 ? '#' : '.');
            }
            assertThat(pictures.add(dots.toString())).as("letter %s", letter).isTrue();
        }
    }
}
