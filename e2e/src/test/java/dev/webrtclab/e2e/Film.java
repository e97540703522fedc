package dev.webrtclab.e2e;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** Makes a small film without compression (YUV4MPEG2): a grey picture that grows lighter. */
final class Film {
    static final int WIDTH = 160;
    static final int HEIGHT = 120;
    private static final int FRAMES_PER_SECOND = 25;

    private Film() {}

    /** Writes the film in one step, so that nobody sees half of it. */
    static void write(Path file, Duration length) throws IOException {
        Path part = file.resolveSibling("." + file.getFileName());
        try (OutputStream out = Files.newOutputStream(part)) {
            out.write(
                    "YUV4MPEG2 W%d H%d F%d:1 Ip A1:1 C420jpeg%n"
                            .formatted(WIDTH, HEIGHT, FRAMES_PER_SECOND)
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] light = new byte[WIDTH * HEIGHT];
            byte[] colour = new byte[WIDTH * HEIGHT / 2];
            Arrays.fill(colour, (byte) 128);
            for (long i = 0; i < length.toSeconds() * FRAMES_PER_SECOND; i++) {
                out.write("FRAME\n".getBytes(StandardCharsets.US_ASCII));
                Arrays.fill(light, (byte) (40 + i % 180));
                out.write(light);
                out.write(colour);
            }
        }
        Files.move(part, file);
    }
}
