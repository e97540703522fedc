package dev.webrtclab.mediapeer.worker.peer;

import dev.webrtclab.mediapeer.worker.stats.PairStats;
import dev.webrtclab.mediapeer.worker.stats.Rate;
import dev.webrtclab.mediapeer.worker.stats.Received;
import dev.webrtclab.mediapeer.worker.stats.StatsSnapshot;
import dev.webrtclab.mediapeer.worker.stats.TransportStats;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is new in one statistics report after another. Once a connection is settled its pairs change
 * by their consent checks alone, and that is told at most every ten seconds.
 */
final class StatsEvidence {
    /** A pair whose checks go on as before is told again after this. */
    static final Duration QUIET = Duration.ofSeconds(10);

    private static final Duration MEDIA_STEP = Duration.ofMillis(900);
    private static final int MOST_PAIRS = 256;

    private final Generations generations;
    private final Map<String, Told> pairs = new LinkedHashMap<>();
    private final Rate in = new Rate();
    private final Rate out = new Rate();
    private @Nullable TransportStats transport;
    private @Nullable Moment mediaAt;
    private boolean receives;

    private record Told(PairStats told, PairStats latest, Moment at) {}

    StatsEvidence(Generations generations) {
        this.generations = generations;
    }

    /** News of pairs; {@code settled}: checks alone are no news. */
    List<EvidenceEvent> pairs(StatsSnapshot stats, boolean settled, Moment now) {
        List<EvidenceEvent> news = new ArrayList<>();
        for (PairStats pair : stats.pairs()) {
            Told before = pairs.get(pair.id());
            boolean isNews =
                    before == null
                            ? pairs.size() < MOST_PAIRS
                            : pair.isAnother(before.told())
                                    || pair.isNewerThan(before.told())
                                            && (!settled || now.isAfter(before.at(), QUIET));
            if (isNews) {
                pairs.put(pair.id(), new Told(pair, pair, now));
                news.add(event(pair));
            } else if (before != null) {
                pairs.put(pair.id(), new Told(before.told(), pair, before.at()));
            }
        }
        return news;
    }

    /** Where the pairs stood at the end, of those that went on since they were told. */
    List<EvidenceEvent> last() {
        return pairs.values().stream()
                .filter(told -> !told.latest().equals(told.told()))
                .map(told -> event(told.latest()))
                .toList();
    }

    /** News of the transport, and of what has come in for the first time. */
    List<EvidenceEvent> transport(StatsSnapshot stats) {
        List<EvidenceEvent> news = new ArrayList<>();
        TransportStats now = stats.transport();
        if (now != null && !now.equals(transport)) {
            boolean dtls =
                    now.dtlsState() != null
                            && (transport == null
                                    || !now.dtlsState().equals(transport.dtlsState()));
            transport = now;
            if (dtls) {
                news.add(new EvidenceEvent.State("dtls", now.dtlsState()));
            }
            news.add(
                    new EvidenceEvent.Transport(
                            now.dtlsState(),
                            now.dtlsRole(),
                            now.tlsVersion(),
                            now.srtpCipher(),
                            now.iceRole(),
                            now.ufrag(),
                            generations.of(now.ufrag())));
        }
        Received received = stats.received();
        if (!receives && received != null && received.packetsReceived() > 0) {
            receives = true;
            news.add(new EvidenceEvent.FirstRtp("video"));
        }
        return news;
    }

    /** Figures of a second, when one is over. */
    List<EvidenceEvent> media(StatsSnapshot stats, Moment now) {
        if (mediaAt != null && !now.isAfter(mediaAt, MEDIA_STEP)) {
            return List.of();
        }
        mediaAt = now;
        Double bitsIn = in.next(stats.bytesReceived(), now.nanos());
        Double bitsOut = out.next(stats.bytesSent(), now.nanos());
        if (bitsIn == null && bitsOut == null) {
            return List.of();
        }
        Received received = stats.received();
        return List.of(
                new EvidenceEvent.Media(
                        rounded(bitsIn),
                        rounded(bitsOut),
                        stats.roundTripTimeMs(),
                        received == null ? null : received.packetsReceived(),
                        received == null ? null : received.packetsLost(),
                        received == null ? null : received.framesDecoded(),
                        received == null ? null : received.jitterMs(),
                        stats.codec()));
    }

    private static @Nullable Double rounded(@Nullable Double value) {
        return value == null ? null : (Double) (double) Math.round(value);
    }

    private static EvidenceEvent event(PairStats pair) {
        PairStats.Ends ends = pair.ends();
        PairStats.Checks checks = pair.checks();
        return new EvidenceEvent.Pair(
                pair.id(),
                ends.local(),
                ends.remote(),
                ends.localType(),
                ends.remoteType(),
                ends.protocol(),
                ends.relayProtocol(),
                pair.state(),
                pair.nominated(),
                checks.requestsSent(),
                checks.responsesReceived(),
                checks.requestsReceived(),
                checks.responsesSent(),
                checks.consentSent(),
                pair.roundTripTimeMs(),
                pair.bytesSent(),
                pair.bytesReceived(),
                pair.networkType());
    }
}
