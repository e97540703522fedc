package dev.webrtclab.mediapeer.worker.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.mediapeer.worker.peer.PeerInput.StateKind;
import dev.webrtclab.mediapeer.worker.stats.Received;
import dev.webrtclab.mediapeer.worker.stats.TransportStats;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.worker.WorkerEvent;
import org.junit.jupiter.api.Test;

/** How often statistics are read, and what is told of them. */
class WitnessOfStatisticsTest extends WitnessBench {
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
}
