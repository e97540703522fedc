package dev.webrtclab.mediapeer.worker;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last lines of a worker's standard error. Thread-safe. */
final class LastWords {
    private static final int LINES = 5;
    private static final int LENGTH = 600;

    private final Deque<String> lines = new ArrayDeque<>();

    synchronized void add(String line) {
        if (line.isBlank() || isBoilerplate(line)) {
            return;
        }
        lines.addLast(line.strip());
        if (lines.size() > LINES) {
            lines.removeFirst();
        }
    }

    /** Of the JVM's banner at a native crash only the signal and the frame say something. */
    private static boolean isBoilerplate(String line) {
        return line.startsWith("#") && !line.contains("SIG") && !line.contains("[");
    }

    synchronized String text() {
        String text = String.join(" | ", lines);
        return text.length() > LENGTH ? "…" + text.substring(text.length() - LENGTH) : text;
    }
}
