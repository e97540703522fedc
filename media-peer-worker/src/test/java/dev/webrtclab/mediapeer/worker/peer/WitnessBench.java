package dev.webrtclab.mediapeer.worker.peer;

import dev.webrtclab.mediapeer.worker.enginelog.StunFact;
import dev.webrtclab.mediapeer.worker.enginelog.StunMethod;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.Described;
import dev.webrtclab.mediapeer.worker.stats.PairStats;
import dev.webrtclab.mediapeer.worker.stats.Received;
import dev.webrtclab.mediapeer.worker.stats.StatsSnapshot;
import dev.webrtclab.mediapeer.worker.stats.TransportStats;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A witness, what it is given, and what it told. */
abstract class WitnessBench {
    static final String DESCRIPTION = "v=0\r\na=ice-ufrag:%s\r\na=ice-pwd:secret\r\n";

    final Witness witness = new Witness("s");
    final List<PeerEffect> effects = new ArrayList<>();

    static Moment at(long ms) {
        return new Moment(ms, ms * 1_000_000);
    }

    /** What was told since the last call. */
    List<EvidenceEvent> told() {
        List<EvidenceEvent> told = new ArrayList<>();
        for (PeerEffect effect : effects) {
            if (effect instanceof PeerEffect.Report(WorkerEvent.Observed(_, var event, _, _))) {
                told.add(event);
            }
        }
        effects.clear();
        return told;
    }

    long looks() {
        long looks = effects.stream().filter(PeerEffect.Measure.class::isInstance).count();
        effects.clear();
        return looks;
    }

    void describe(boolean local, String ufrag, long ms) {
        witness.described(
                new Described(local, !local, DESCRIPTION.formatted(ufrag), null, at(ms)), effects);
    }

    void measure(StatsSnapshot stats, long ms) {
        witness.measured(stats, at(ms), effects);
    }

    static PairStats pair(String state, long sent, long bytes) {
        return new PairStats(
                "CP1",
                new PairStats.Ends("192.0.2.7:5000", null, "host", "prflx", "udp", null),
                state,
                false,
                new PairStats.Checks(sent, 0L, 0L, 0L, 0L),
                null,
                bytes,
                bytes,
                "ethernet");
    }

    static StatsSnapshot stats(
            @Nullable PairStats pair,
            @Nullable TransportStats transport,
            @Nullable Received received,
            long bytes) {
        return new StatsSnapshot(
                0,
                0,
                bytes,
                bytes,
                0,
                2.0,
                false,
                null,
                pair == null ? List.of() : List.of(pair),
                transport,
                received,
                "VP8");
    }

    static StatsSnapshot of(PairStats pair) {
        return stats(pair, null, null, 0);
    }

    static StunFact check(String remote) {
        return new StunFact.Sent(
                StunMethod.BINDING,
                StunFact.Toward.PEER,
                "00",
                "192.0.2.x:5000",
                remote,
                null,
                true,
                0);
    }
}
