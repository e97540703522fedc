package dev.webrtclab.mediapeer.worker;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a worker said last, to explain its end. The banner that a JVM prints at a native crash
 * counts more than its log. Thread-safe.
 */
final class LastWords {
    private static final int LINES = 5;
    private static final int LENGTH = 600;

    private final Deque<String> lines = new ArrayDeque<>();
    private final Deque<String> banner = new ArrayDeque<>();

    /** Takes one printable line. */
    synchronized void add(String line) {
        String text = line.strip();
        if (text.startsWith("#")) {
            addToBanner(text.substring(1).strip());
        } else if (!text.isEmpty()) {
            add(lines, text);
        }
    }

    synchronized String text() {
        String text = String.join(" | ", banner.isEmpty() ? lines : banner);
        return text.length() > LENGTH ? "…" + text.substring(text.length() - LENGTH) : text;
    }

    /** Of the banner only the signal, the frame and the report say something. */
    private void addToBanner(String text) {
        boolean says =
                text.startsWith("SIG")
                        || text.startsWith("C  [")
                        || text.startsWith("crash report");
        if (says) {
            add(banner, text);
        }
    }

    private static void add(Deque<String> to, String line) {
        to.addLast(line);
        if (to.size() > LINES) {
            to.removeFirst();
        }
    }
}
