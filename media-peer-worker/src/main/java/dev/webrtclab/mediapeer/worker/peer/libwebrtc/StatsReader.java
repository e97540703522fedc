package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsReport;
import dev.onvoid.webrtc.RTCStatsType;
import dev.webrtclab.mediapeer.worker.stats.PairStats;
import dev.webrtclab.mediapeer.worker.stats.Received;
import dev.webrtclab.mediapeer.worker.stats.SelectedPair;
import dev.webrtclab.mediapeer.worker.stats.StatsSnapshot;
import dev.webrtclab.mediapeer.worker.stats.TransportStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies what we use out of a statistics report of the library. */
final class StatsReader {
    private final Map<String, RTCStats> report;
    private final List<PairStats> pairs = new ArrayList<>();
    private long framesEncoded;
    private long framesSent;
    private long bytesSent;
    private long bytesReceived;
    private long arrivals;
    private @Nullable TransportStats transport;
    private @Nullable Received received;
    private @Nullable String codec;
    private @Nullable String selected;

    private StatsReader(Map<String, RTCStats> report) {
        this.report = report;
    }

    static StatsSnapshot read(RTCStatsReport report) {
        return new StatsReader(report.getStats()).read();
    }

    private StatsSnapshot read() {
        report.values().forEach(this::take);
        PairStats inUse =
                pairs.stream().filter(pair -> pair.id().equals(selected)).findFirst().orElse(null);
        return new StatsSnapshot(
                framesEncoded,
                framesSent,
                bytesSent,
                bytesReceived,
                arrivals,
                inUse == null ? null : inUse.roundTripTimeMs(),
                transport != null && "closed".equals(transport.dtlsState()),
                inUse == null ? null : selected(inUse.ends()),
                pairs,
                transport,
                received,
                codec);
    }

    private void take(RTCStats stats) {
        if (stats.getType() == RTCStatsType.OUTBOUND_RTP) {
            framesEncoded += number(stats, "framesEncoded");
            framesSent += number(stats, "framesSent");
            takeCodec(stats);
        } else if (stats.getType() == RTCStatsType.INBOUND_RTP) {
            if ("video".equals(text(stats, "kind"))) {
                received = received(stats);
                takeCodec(stats);
            }
        } else if (stats.getType() == RTCStatsType.TRANSPORT) {
            bytesSent += number(stats, "bytesSent");
            bytesReceived += number(stats, "bytesReceived");
            arrivals += number(stats, "packetsReceived");
            selected = text(stats, "selectedCandidatePairId");
            transport = transport(stats);
        } else if (stats.getType() == RTCStatsType.CANDIDATE_PAIR) {
            arrivals += number(stats, "requestsReceived") + number(stats, "responsesReceived");
            pairs.add(pair(stats));
        }
    }

    private void takeCodec(RTCStats stream) {
        String id = text(stream, "codecId");
        RTCStats named = id == null ? null : report.get(id);
        String type = named == null ? null : text(named, "mimeType");
        if (type != null) {
            codec = type.substring(type.indexOf('/') + 1);
        }
    }

    private static Received received(RTCStats stats) {
        return new Received(
                number(stats, "packetsReceived"),
                number(stats, "packetsLost"),
                number(stats, "framesDecoded"),
                millis(stats, "jitter"));
    }

    private static TransportStats transport(RTCStats stats) {
        return new TransportStats(
                text(stats, "dtlsState"),
                text(stats, "dtlsRole"),
                text(stats, "tlsVersion"),
                text(stats, "srtpCipher"),
                text(stats, "iceRole"),
                text(stats, "iceLocalUsernameFragment"));
    }

    private PairStats pair(RTCStats stats) {
        RTCStats local = candidate(stats, "localCandidateId");
        RTCStats remote = candidate(stats, "remoteCandidateId");
        String state = text(stats, "state");
        return new PairStats(
                stats.getId(),
                new PairStats.Ends(
                        address(local),
                        address(remote),
                        local == null ? null : text(local, "candidateType"),
                        remote == null ? null : text(remote, "candidateType"),
                        local == null ? null : text(local, "protocol"),
                        local == null ? null : text(local, "relayProtocol")),
                state == null ? "unknown" : state,
                Boolean.TRUE.equals(stats.getAttributes().get("nominated")),
                new PairStats.Checks(
                        count(stats, "requestsSent"),
                        count(stats, "responsesReceived"),
                        count(stats, "requestsReceived"),
                        count(stats, "responsesSent"),
                        count(stats, "consentRequestsSent")),
                millis(stats, "currentRoundTripTime"),
                number(stats, "bytesSent"),
                number(stats, "bytesReceived"),
                local == null ? null : text(local, "networkType"));
    }

    private static SelectedPair selected(PairStats.Ends ends) {
        return new SelectedPair(
                ends.local(),
                ends.remote(),
                ends.localType(),
                ends.remoteType(),
                ends.protocol(),
                ends.relayProtocol());
    }

    private @Nullable RTCStats candidate(RTCStats pair, String name) {
        String id = text(pair, name);
        return id == null ? null : report.get(id);
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
        Long count = count(stats, name);
        return count == null ? 0 : count;
    }

    private static @Nullable Long count(RTCStats stats, String name) {
        return stats.getAttributes().get(name) instanceof Number number
                ? (Long) number.longValue()
                : null;
    }

    private static @Nullable Double millis(RTCStats stats, String name) {
        return stats.getAttributes().get(name) instanceof Number seconds
                ? (Double) (seconds.doubleValue() * 1000)
                : null;
    }

    private static @Nullable String text(RTCStats stats, String name) {
        return stats.getAttributes().get(name) instanceof String text ? text : null;
    }
}
