package dev.webrtclab.mediapeer.worker.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.jspecify.annotations.Nullable;

/**
 * Log on standard error, one event per line: text for people, or JSON for collectors. Control
 * characters are replaced, so no message can break or forge a line.
 */
public final class LineLog extends Formatter {
    private static final int MAX_MESSAGE = 2000;
    private static final int MAX_FRAMES = 12;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final boolean asJson;

    LineLog(boolean asJson) {
        this.asJson = asJson;
    }

    /** Makes this the only log of the process and returns the stream it uses. */
    public static PrintStream install(boolean asJson) {
        PrintStream err =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        LogManager.getLogManager().reset();
        Handler handler =
                new StreamHandler(err, new LineLog(asJson)) {
                    @Override
                    public synchronized void publish(LogRecord event) {
                        super.publish(event);
                        flush();
                    }
                };
        handler.setLevel(Level.ALL);
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        root.setLevel(Level.INFO);
        return err;
    }

    @Override
    public String format(LogRecord event) {
        String message = clean(formatMessage(event));
        String failure = failure(event.getThrown());
        if (asJson) {
            return json(event, message, failure) + "\n";
        }
        return event.getInstant()
                + " "
                + event.getLevel().getName()
                + " ["
                + source(event)
                + "] "
                + message
                + (failure == null ? "" : " | " + failure)
                + "\n";
    }

    private static String json(LogRecord event, String message, @Nullable String failure) {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("timestamp", Instant.ofEpochMilli(event.getMillis()).toString());
        line.put("level", event.getLevel().getName());
        line.put("loggerName", source(event));
        line.put("message", message);
        if (failure != null) {
            line.put("exception", failure);
        }
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a map of texts does not serialise", e);
        }
    }

    private static String source(LogRecord event) {
        String name = event.getLoggerName() == null ? "" : event.getLoggerName();
        return clean(name.substring(name.lastIndexOf('.') + 1));
    }

    /** Kind and place of a failure; messages of the native library may carry foreign text. */
    private static @Nullable String failure(@Nullable Throwable thrown) {
        if (thrown == null) {
            return null;
        }
        StringBuilder text = new StringBuilder(thrown.getClass().getName());
        if (thrown instanceof UnsatisfiedLinkError && thrown.getMessage() != null) {
            text.append(": ").append(thrown.getMessage());
        }
        StackTraceElement[] frames = thrown.getStackTrace();
        for (int i = 0; i < Math.min(frames.length, MAX_FRAMES); i++) {
            text.append(" at ").append(frames[i]);
        }
        if (thrown.getCause() != null && thrown.getCause() != thrown) {
            text.append(" caused by ").append(failure(thrown.getCause()));
        }
        return clean(text.toString());
    }

    private static String clean(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints()
                .limit(MAX_MESSAGE)
                .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? ' ' : c)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
