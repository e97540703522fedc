package dev.webrtclab.natprobe.ops;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The id that ties a problem to its log lines: that of the caller's {@code traceparent}, or a new
 * one.
 */
final class TraceId {
    private static final Pattern TRACEPARENT =
            Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceId() {}

    static String of(@Nullable String traceparent) {
        Matcher matcher = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
        return matcher.matches()
                ? matcher.group(1)
                : HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
