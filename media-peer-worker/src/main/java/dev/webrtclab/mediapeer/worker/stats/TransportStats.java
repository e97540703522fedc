package dev.webrtclab.mediapeer.worker.stats;

import org.jspecify.annotations.Nullable;

/** ICE and DTLS of a connection in the words of webrtc-stats {@code transport}. */
public record TransportStats(
        @Nullable String dtlsState,
        @Nullable String dtlsRole,
        @Nullable String tlsVersion,
        @Nullable String srtpCipher,
        @Nullable String iceRole,
        @Nullable String ufrag) {}
