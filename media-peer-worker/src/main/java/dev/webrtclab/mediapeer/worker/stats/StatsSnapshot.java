package dev.webrtclab.mediapeer.worker.stats;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one {@code getStats} call said about a connection, in the words of webrtc-stats.
 *
 * @param framesEncoded frames encoded for the viewer so far
 * @param framesSent frames handed to the network so far
 * @param bytesSent bytes sent over the transport so far, without headers
 * @param bytesReceived bytes received over the transport so far, without headers
 * @param arrivals a number that changes whenever anything arrives: media, RTCP, STUN requests and
 *     STUN responses
 * @param roundTripTimeMs of the selected pair, when measured
 * @param dtlsClosed the remote said goodbye
 * @param pair the selected pair, when there is one
 * @param pairs all pairs
 * @param transport ICE and DTLS, once there is a transport
 * @param received what came in of the remote's video, once something did
 * @param codec of the video that is sent or received
 */
public record StatsSnapshot(
        long framesEncoded,
        long framesSent,
        long bytesSent,
        long bytesReceived,
        long arrivals,
        @Nullable Double roundTripTimeMs,
        boolean dtlsClosed,
        @Nullable SelectedPair pair,
        List<PairStats> pairs,
        @Nullable TransportStats transport,
        @Nullable Received received,
        @Nullable String codec) {
    public StatsSnapshot {
        pairs = List.copyOf(pairs);
    }
}
