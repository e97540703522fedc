package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsReport;
import dev.onvoid.webrtc.RTCStatsType;
import dev.webrtclab.mediapeer.worker.stats.SelectedPair;
import dev.webrtclab.mediapeer.worker.stats.StatsSnapshot;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies what we use out of a statistics report of the library. */
final class StatsReader {
    private final Map<String, RTCStats> report;
    private long framesEncoded;
    private long framesSent;
    private long bytesSent;
    private long bytesReceived;
    private long arrivals;
    private boolean dtlsClosed;
    private @Nullable RTCStats pair;

    private StatsReader(Map<String, RTCStats> report) {
        this.report = report;
    }

    static StatsSnapshot read(RTCStatsReport report) {
        return new StatsReader(report.getStats()).read();
    }

    private StatsSnapshot read() {
        report.values().forEach(this::take);
        Double roundTrip = pair == null ? null : decimal(pair, "currentRoundTripTime");
        return new StatsSnapshot(
                framesEncoded,
                framesSent,
                bytesSent,
                bytesReceived,
                arrivals,
                roundTrip == null ? null : roundTrip * 1000,
                dtlsClosed,
                pair == null ? null : selected(pair));
    }

    private void take(RTCStats stats) {
        if (stats.getType() == RTCStatsType.OUTBOUND_RTP) {
            framesEncoded += number(stats, "framesEncoded");
            framesSent += number(stats, "framesSent");
        } else if (stats.getType() == RTCStatsType.TRANSPORT) {
            bytesSent += number(stats, "bytesSent");
            bytesReceived += number(stats, "bytesReceived");
            arrivals += number(stats, "packetsReceived");
            dtlsClosed |= "closed".equals(text(stats, "dtlsState"));
            String selected = text(stats, "selectedCandidatePairId");
            if (selected != null && report.containsKey(selected)) {
                pair = report.get(selected);
            }
        } else if (stats.getType() == RTCStatsType.CANDIDATE_PAIR) {
            arrivals += number(stats, "requestsReceived") + number(stats, "responsesReceived");
        }
    }

    private SelectedPair selected(RTCStats pair) {
        RTCStats local = report.get(text(pair, "localCandidateId"));
        RTCStats remote = report.get(text(pair, "remoteCandidateId"));
        return new SelectedPair(
                address(local),
                address(remote),
                local == null ? null : text(local, "candidateType"),
                remote == null ? null : text(remote, "candidateType"),
                local == null ? null : text(local, "protocol"),
                local == null ? null : text(local, "relayProtocol"));
    }

    private static @Nullable String address(@Nullable RTCStats candidate) {
        if (candidate == null) {
            return null;
        }
        String address = text(candidate, "address");
        if (address == null || address.isEmpty()) {
            return null;
        }
        return (address.indexOf(':') < 0 ? address : "[" + address + "]")
                + ":"
                + number(candidate, "port");
    }

    private static long number(RTCStats stats, String name) {
        return stats.getAttributes().get(name) instanceof Number number ? number.longValue() : 0;
    }

    private static @Nullable Double decimal(RTCStats stats, String name) {
        return stats.getAttributes().get(name) instanceof Number number
                ? (Double) number.doubleValue()
                : null;
    }

    private static @Nullable String text(RTCStats stats, String name) {
        return stats.getAttributes().get(name) instanceof String text ? text : null;
    }
}
