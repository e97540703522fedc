package dev.webrtclab.mediapeer.worker;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * One line of a worker's log: {@code <time> <level> <text>} with the levels of {@code
 * java.util.logging} keeps its level and loses the time, which our log adds again; anything else,
 * as native code prints it, is information.
 */
record RelayedLine(Logger.Level level, String text) {
    private static final Pattern LINE =
            Pattern.compile("\\d{4}-\\S+ +(SEVERE|WARNING|INFO|CONFIG|FINE|FINER|FINEST) +(.*)");

    static RelayedLine of(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches()
                ? new RelayedLine(level(matcher.group(1)), matcher.group(2))
                : new RelayedLine(Logger.Level.INFO, line);
    }

    private static Logger.Level level(String name) {
        return switch (name) {
            case "SEVERE" -> Logger.Level.ERROR;
            case "WARNING" -> Logger.Level.WARN;
            case "INFO" -> Logger.Level.INFO;
            default -> Logger.Level.DEBUG;
        };
    }

    void log(Logger log, int worker) {
        log.logf(level, "worker %d: %s", worker, text);
    }
}
