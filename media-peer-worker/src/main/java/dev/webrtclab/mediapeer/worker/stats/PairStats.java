package dev.webrtclab.mediapeer.worker.stats;

import org.jspecify.annotations.Nullable;

/**
 * One candidate pair in the words of webrtc-stats; a field is {@code null} when the engine does not
 * tell it. Addresses are {@code address:port}.
 *
 * @param id in the statistics
 * @param networkType of the local interface
 */
public record PairStats(
        String id,
        Ends ends,
        String state,
        boolean nominated,
        Checks checks,
        @Nullable Double roundTripTimeMs,
        long bytesSent,
        long bytesReceived,
        @Nullable String networkType) {
    /** The two candidates. */
    public record Ends(
            @Nullable String local,
            @Nullable String remote,
            @Nullable String localType,
            @Nullable String remoteType,
            @Nullable String protocol,
            @Nullable String relayProtocol) {
        @Override
        public String toString() {
            return "Ends[" + localType + " to " + remoteType + "]";
        }
    }

    /**
     * Connectivity checks and consent checks so far.
     *
     * @param consentSent those requests that were for consent (RFC 7675)
     */
    public record Checks(
            @Nullable Long requestsSent,
            @Nullable Long responsesReceived,
            @Nullable Long requestsReceived,
            @Nullable Long responsesSent,
            @Nullable Long consentSent) {}

    /** Whether anything but traffic, round trip and checks is different. */
    public boolean isAnother(PairStats other) {
        return !ends.equals(other.ends)
                || !state.equals(other.state)
                || nominated != other.nominated;
    }

    /** Whether anything but traffic and round trip is different. */
    public boolean isNewerThan(PairStats other) {
        return isAnother(other) || !checks.equals(other.checks);
    }
}
