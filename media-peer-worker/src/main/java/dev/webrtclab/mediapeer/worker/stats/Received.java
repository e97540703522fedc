package dev.webrtclab.mediapeer.worker.stats;

import org.jspecify.annotations.Nullable;

/**
 * What came in of the remote's video, in the words of webrtc-stats {@code inbound-rtp}.
 *
 * @param jitterMs of arrival
 */
public record Received(
        long packetsReceived, long packetsLost, long framesDecoded, @Nullable Double jitterMs) {}
