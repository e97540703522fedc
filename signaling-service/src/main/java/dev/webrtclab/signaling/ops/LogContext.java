package dev.webrtclab.signaling.ops;

import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** Puts ids beside each log line inside a {@code try} block: one peer, one story. */
public final class LogContext implements AutoCloseable {
    private final List<String> keys = new ArrayList<>();

    private LogContext() {}

    /** Fields {@code connection}, {@code room} and {@code peer}; unknown ones are left out. */
    public static LogContext of(String connection, @Nullable Object room, @Nullable Object peer) {
        LogContext context = new LogContext();
        context.put("connection", connection);
        context.put("room", room);
        context.put("peer", peer);
        return context;
    }

    private void put(String key, @Nullable Object value) {
        if (value != null) {
            MDC.put(key, Redacted.text(value.toString()));
            keys.add(key);
        }
    }

    @Override
    public void close() {
        keys.forEach(MDC::remove);
    }
}
