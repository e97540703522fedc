package dev.webrtclab.mediapeer.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of bounded length; what is longer is cut, so that no writer can fill our memory. */
final class LineReader {
    private final Reader reader;
    private final int most;
    private final char[] buffer = new char[8192];
    private int position;
    private int filled;

    LineReader(InputStream stream, int most) {
        this.reader = new InputStreamReader(stream, StandardCharsets.UTF_8);
        this.most = most;
    }

    /** The next line without its end, at most {@code most} characters of it; null at the end. */
    @Nullable String next() throws IOException {
        var line = new StringBuilder();
        boolean any = false;
        while (fill()) {
            any = true;
            char c = buffer[position++];
            if (c == '\n') {
                return line.toString();
            }
            if (c != '\r' && line.length() < most) {
                line.append(c);
            }
        }
        return any ? line.toString() : null;
    }

    private boolean fill() throws IOException {
        if (position < filled) {
            return true;
        }
        position = 0;
        filled = reader.read(buffer);
        return filled > 0;
    }
}
