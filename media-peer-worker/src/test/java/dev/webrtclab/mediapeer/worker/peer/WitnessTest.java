package dev.webrtclab.mediapeer.worker.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.mediapeer.worker.enginelog.StunFact;
import dev.webrtclab.mediapeer.worker.enginelog.StunMethod;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.Described;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.EngineSaid;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.Gathered;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.StateKind;
import dev.webrtclab.mediapeer.worker.stats.PairStats;
import dev.webrtclab.mediapeer.worker.stats.Received;
import dev.webrtclab.mediapeer.worker.stats.StatsSnapshot;
import dev.webrtclab.mediapeer.worker.stats.TransportStats;
import dev.webrtclab.protocol.guard.IceUrlGuard;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WitnessTest {
    private static final String DESCRIPTION = "v=0\r\na=ice-ufrag:%s\r\na=ice-pwd:secret\r\n";

    private final Witness witness = new Witness("s");
    private final List<PeerEffect> effects = new ArrayList<>();

    private static Moment at(long ms) {
        return new Moment(ms, ms * 1_000_000);
    }

    /** What was told since the last call. */
    private List<EvidenceEvent> told() {
        List<EvidenceEvent> told = new ArrayList<>();
        for (PeerEffect effect : effects) {
            if (effect instanceof PeerEffect.Report(WorkerEvent.Observed(_, var event, _, _))) {
                told.add(event);
            }
        }
        effects.clear();
        return told;
    }

    private long looks() {
        long looks = effects.stream().filter(PeerEffect.Measure.class::isInstance).count();
        effects.clear();
        return looks;
    }

    private void describe(boolean local, String ufrag, long ms) {
        witness.described(
                new Described(local, !local, DESCRIPTION.formatted(ufrag), null, at(ms)), effects);
    }

    private void measure(StatsSnapshot stats, long ms) {
        witness.measured(stats, at(ms), effects);
    }

    private static PairStats pair(String state, long sent, long bytes) {
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

    private static StatsSnapshot stats(
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

    private static StatsSnapshot of(PairStats pair) {
        return stats(pair, null, null, 0);
    }

    private static StunFact check(String remote) {
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

    @Test
    void environment_isToldOnce_withoutCredentials() throws Exception {
        var servers = List.of(IceUrlGuard.accept("turn:192.0.2.1:3478", "user", "secret"));
        witness.servers(servers, at(0), effects);
        witness.servers(servers, at(1), effects);

        assertThat(told())
                .containsExactly(
                        new EvidenceEvent.Environment(
                                null,
                                null,
                                null,
                                null,
                                null,
                                "all",
                                List.of("turn:192.0.2.1:3478")));
    }

    @Test
    void candidate_isToldWithoutUserFragment_inItsGeneration() {
        String line = "candidate:1 1 udp 2122260223 192.0.2.7 5000 typ host ufrag %s network-id 1";
        witness.gathered(new Gathered(line.formatted("one"), "0", 0, null, at(0)), effects);
        witness.gathered(new Gathered(line.formatted("two"), "0", 0, null, at(1)), effects);

        assertThat(told())
                .containsExactly(
                        new EvidenceEvent.Candidate(
                                "candidate:1 1 udp 2122260223 192.0.2.7 5000 typ host network-id 1",
                                "host",
                                "192.0.2.7",
                                5000,
                                "udp",
                                null,
                                null,
                                false,
                                1),
                        new EvidenceEvent.Candidate(
                                "candidate:1 1 udp 2122260223 192.0.2.7 5000 typ host network-id 1",
                                "host",
                                "192.0.2.7",
                                5000,
                                "udp",
                                null,
                                null,
                                false,
                                2));
    }

    @Test
    void maskedAddress_isTheKnownOneThatFits_elseHidden() throws Exception {
        witness.gathered(
                new Gathered(
                        "candidate:1 1 udp 2122260223 192.0.2.7 5000 typ host",
                        "0",
                        0,
                        null,
                        at(0)),
                effects);
        witness.heardOf(
                RemoteCandidate.accept(
                        "candidate:1 1 udp 2122260223 2001:db8::7 6000 typ host", "0", 0));
        told();
        witness.said(new EngineSaid(check("[2001:db8:0:x:x:x:x:x]:6000"), at(1), 0.5), effects);
        witness.said(new EngineSaid(check("203.0.113.x:6000"), at(2), 0.5), effects);

        List<EvidenceEvent> told = told();
        assertThat(told.get(0))
                .isEqualTo(
                        new EvidenceEvent.StunSent(
                                EvidenceEvent.StunMethod.BINDING,
                                "00",
                                EvidenceEvent.Toward.PEER,
                                "192.0.2.7:5000",
                                "[2001:db8::7]:6000",
                                null,
                                true,
                                0));
        assertThat(((EvidenceEvent.StunSent) told.get(1)).remote()).isNull();
    }

    @Test
    void maskedAddress_thatFitsTwo_isHidden() throws Exception {
        for (String address : List.of("203.0.113.7", "203.0.113.8")) {
            witness.heardOf(
                    RemoteCandidate.accept(
                            "candidate:1 1 udp 2122260223 " + address + " 6000 typ host", "0", 0));
        }
        witness.said(new EngineSaid(check("203.0.113.x:6000"), at(1), 0.5), effects);

        assertThat(((EvidenceEvent.StunSent) told().getFirst()).remote()).isNull();
    }

    @Test
    void whileChecking_statisticsAreReadEveryTenthOfASecond_untilConnected() {
        describe(true, "one", 0);
        assertThat(effects).contains(new PeerEffect.Measure(Witness.CHECKING_STEP));
        effects.clear();
        measure(of(pair("in-progress", 1, 0)), 50);
        assertThat(looks()).isZero();
        measure(of(pair("in-progress", 2, 0)), 100);
        assertThat(looks()).isEqualTo(1);
        witness.stateChanged(StateKind.CONNECTION, "connected", at(150), effects);
        measure(of(pair("succeeded", 3, 0)), 200);

        assertThat(looks()).isZero();
    }

    @Test
    void restart_isWatchedCloselyAgain() {
        describe(true, "one", 0);
        witness.stateChanged(StateKind.CONNECTION, "connected", at(150), effects);
        measure(of(pair("succeeded", 3, 0)), 200);
        effects.clear();
        describe(true, "two", 60_000);
        assertThat(looks()).isEqualTo(1);
        measure(of(pair("succeeded", 3, 0)), 60_100);
        assertThat(looks()).isEqualTo(1);
        measure(of(pair("succeeded", 3, 0)), 75_000);

        assertThat(looks()).isZero();
    }

    @Test
    void pair_isToldWhenItChanges_notForBytesAlone() {
        measure(of(pair("waiting", 0, 0)), 0);
        measure(of(pair("waiting", 0, 0)), 100);
        measure(of(pair("in-progress", 1, 0)), 200);
        measure(of(pair("in-progress", 1, 500)), 300);

        assertThat(told())
                .extracting(event -> ((EvidenceEvent.Pair) event).state())
                .containsExactly("waiting", "in-progress");
        witness.end(at(400), effects);
        assertThat(told())
                .singleElement()
                .satisfies(
                        event ->
                                assertThat(((EvidenceEvent.Pair) event).bytesSent())
                                        .isEqualTo(500));
    }

    @Test
    void settledPair_isToldEveryTenSecondsAtMost() {
        describe(true, "one", 0);
        witness.stateChanged(StateKind.CONNECTION, "connected", at(100), effects);
        for (int second = 0; second <= 60; second++) {
            measure(of(pair("succeeded", second, second)), second * 1000L);
        }

        assertThat(told().stream().filter(EvidenceEvent.Pair.class::isInstance))
                .hasSizeBetween(12, 17);
    }

    @Test
    void transport_isToldOnChange_withTheStateOfDtls() {
        var fresh = new TransportStats("connecting", "server", null, null, "controlled", "one");
        var done = new TransportStats("connected", "server", "FEFD", "AEAD", "controlled", "one");
        measure(stats(null, fresh, null, 0), 0);
        measure(stats(null, fresh, null, 0), 100);
        measure(stats(null, done, null, 0), 200);

        assertThat(told())
                .containsExactly(
                        new EvidenceEvent.State("dtls", "connecting"),
                        new EvidenceEvent.Transport(
                                "connecting", "server", null, null, "controlled", "one", 1),
                        new EvidenceEvent.State("dtls", "connected"),
                        new EvidenceEvent.Transport(
                                "connected", "server", "FEFD", "AEAD", "controlled", "one", 1));
    }

    @Test
    void whatIsPolled_happenedSomewhereSinceTheLastLook() {
        measure(of(pair("waiting", 0, 0)), 1000);
        effects.clear();
        var fresh = new TransportStats("connecting", "server", null, null, "controlled", "one");
        measure(stats(null, fresh, null, 0), 1100);

        assertThat(effects.getFirst())
                .isEqualTo(
                        new PeerEffect.Report(
                                new WorkerEvent.Observed(
                                        "s",
                                        new EvidenceEvent.State("dtls", "connecting"),
                                        1050,
                                        50)));
    }

    @Test
    void media_isAFigureOfEachSecond() {
        witness.stateChanged(StateKind.CONNECTION, "connected", at(0), effects);
        measure(stats(null, null, new Received(0, 0, 0, null), 0), 0);
        measure(stats(null, null, new Received(1, 0, 0, 3.0), 500), 500);
        measure(stats(null, null, new Received(9, 1, 2, 4.0), 1000), 1000);

        assertThat(told())
                .containsExactly(
                        new EvidenceEvent.FirstRtp("video"),
                        new EvidenceEvent.Media(8000.0, 8000.0, 2.0, 9L, 1L, 2L, 4.0, "VP8"));
    }

    @Test
    void flood_isCutAndCounted() {
        for (int i = 0; i < EvidenceBudget.BURST + 50; i++) {
            witness.said(new EngineSaid(check("192.0.2.x:1"), at(0), 0.5), effects);
        }
        witness.lost(7);
        witness.tick(at(0), effects);

        List<EvidenceEvent> told = told();
        assertThat(told).hasSize(EvidenceBudget.BURST + 1);
        assertThat(told.getLast()).isEqualTo(new EvidenceEvent.Omitted(57));
        witness.tick(at(1000), effects);
        assertThat(told()).isEmpty();
        witness.said(new EngineSaid(check("192.0.2.x:1"), at(1000), 0.5), effects);
        assertThat(told()).hasSize(1);
    }
}
