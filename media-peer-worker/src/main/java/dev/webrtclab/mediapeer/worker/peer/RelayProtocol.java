package dev.webrtclab.mediapeer.worker.peer;

import org.jspecify.annotations.Nullable;

/**
 * How a relayed candidate reaches its TURN server; the engine's candidate does not say it, but the
 * URL of the server does (RFC 7065 §3.1).
 */
final class RelayProtocol {
    private RelayProtocol() {}

    /** {@code udp}, {@code tcp} or {@code tls} for a relay candidate, else {@code null}. */
    static @Nullable String of(String line, @Nullable String url) {
        if (url == null || !line.contains(" typ relay")) {
            return null;
        }
        if (url.startsWith("turns:")) {
            return "tls";
        }
        return url.endsWith("?transport=tcp") ? "tcp" : "udp";
    }
}
