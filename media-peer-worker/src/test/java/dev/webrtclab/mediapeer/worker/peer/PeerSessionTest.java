package dev.webrtclab.mediapeer.worker.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.mediapeer.worker.peer.PeerEffect.Discard;
import dev.webrtclab.mediapeer.worker.peer.PeerEffect.Measure;
import dev.webrtclab.mediapeer.worker.peer.PeerEffect.Report;
import dev.webrtclab.mediapeer.worker.peer.PeerEffect.ShowNow;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.Answered;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.CloseAsked;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.Measured;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.StateChanged;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.StateKind;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.Tick;
import dev.webrtclab.mediapeer.worker.stats.SelectedPair;
import dev.webrtclab.protocol.worker.WorkerEvent;
import dev.webrtclab.protocol.worker.WorkerEvent.EndReason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A connection that is up: what is measured and told, and how it ends. */
class PeerSessionTest extends PeerSessionBench {
    @Test
    void viewer_reportsItsFirstFrameOnce_andDrawsNone() {
        apply(new PeerInput.ViewAsked(List.of()), 0);
        assertThat(apply(new StateChanged(StateKind.CONNECTION, "connected", at(40)), 40))
                .doesNotContain(new ShowNow());
        assertThat(apply(new PeerInput.FrameDecoded(at(55)), 56))
                .containsExactly(
                        new Report(new WorkerEvent.FirstFrameDecoded("s", at(55).epochMs())));
        assertThat(apply(new PeerInput.FrameDecoded(at(70)), 71)).isEmpty();
    }

    @Test
    void connected_showsAFrameAndMeasuresUntilItLeft() throws Exception {
        apply(offer(true), 0);
        apply(new Answered(answer("one")), 1);
        assertThat(connection("connected", 10))
                .hasExactlyElementsOfTypes(Report.class, ShowNow.class, Measure.class);
        assertThat(apply(new Measured(stats(0, 1, false, PAIR)), 12))
                .hasExactlyElementsOfTypes(Report.class, Measure.class, Report.class);
        assertThat(apply(new Measured(stats(1, 2, false, PAIR)), 62))
                .containsExactly(
                        new Report(new WorkerEvent.FirstFrameSent("s", 62)),
                        new Measure(Duration.ofMillis(200)));
        assertThat(apply(new Measured(stats(2, 3, false, PAIR)), 112))
                .as("a closer look is due already")
                .isEmpty();
        assertThat(apply(new Measured(stats(3, 4, false, PAIR)), 262))
                .containsExactly(new Measure(Duration.ofMillis(200)));
    }

    @Test
    void path_isWatchedCloselyForFiveSeconds() throws Exception {
        connect();
        assertThat(apply(new Measured(stats(5, 5, false, PAIR)), 4900))
                .contains(new Measure(Duration.ofMillis(200)));
        assertThat(apply(new Measured(stats(6, 6, false, PAIR)), 5100))
                .noneMatch(Measure.class::isInstance);
    }

    @Test
    void viewer_followsThePathFromRelayToDirect() {
        apply(new PeerInput.ViewAsked(List.of()), 0);
        connection("connected", 40);
        var relayed = new SelectedPair("192.0.2.9:1", null, "prflx", "host", "udp", "tls");
        assertThat(apply(new Measured(stats(0, 1, false, relayed)), 50))
                .contains(new Report(pair("192.0.2.9:1", "prflx", "host", "tls", 50)));
        assertThat(apply(new Measured(stats(0, 2, false, relayed)), 250))
                .noneMatch(PeerSessionTest::tellsPair);
        assertThat(apply(new Measured(stats(0, 3, false, PAIR)), 450))
                .contains(new Report(pair("192.0.2.1:5000", "host", "prflx", null, 450)));
    }

    @Test
    void pairThatChanges_isReported() throws Exception {
        connect();
        var relayed = new SelectedPair("192.0.2.9:1", null, "prflx", "host", "udp", "tcp");
        assertThat(apply(new Measured(stats(9, 9, false, relayed)), 500))
                .contains(
                        new Report(
                                new WorkerEvent.SelectedPair(
                                        "s",
                                        "192.0.2.9:1",
                                        null,
                                        "prflx",
                                        "host",
                                        "udp",
                                        "tcp",
                                        500)));
    }

    @Test
    void viewerThatVanishes_ends() throws Exception {
        connect();
        for (int second = 1; second <= 4; second++) {
            assertThat(apply(new Tick(), second * 1000)).contains(new Measure(Duration.ZERO));
            assertThat(apply(new Measured(stats(9, 77, false, PAIR)), second * 1000 + 5))
                    .noneMatch(Discard.class::isInstance);
        }
        assertThat(apply(new Measured(stats(9, 77, false, PAIR)), 5005))
                .contains(new Report(new WorkerEvent.Ended("s", EndReason.VIEWER_VANISHED)))
                .last()
                .isInstanceOf(Discard.class);
    }

    @Test
    void viewerThatSaysGoodbye_ends() throws Exception {
        connect();
        assertThat(apply(new Measured(stats(9, 9, true, PAIR)), 2000))
                .contains(ended(EndReason.CLOSED));
    }

    @Test
    void failedConnection_ends() throws Exception {
        connect();
        assertThat(connection("failed", 100)).contains(ended(EndReason.FAILED));
    }

    @Test
    void connectionThatNeverComesUp_isGivenUp() throws Exception {
        apply(offer(true), 0);
        apply(new Answered(answer("one")), 1);
        assertThat(apply(new Tick(), 30_000)).isEmpty();
        assertThat(apply(new Tick(), 31_000)).contains(ended(EndReason.FAILED));
    }

    @Test
    void close_endsOnceAndForAll() throws Exception {
        connect();
        assertThat(apply(new CloseAsked(), 50))
                .containsExactly(ended(EndReason.CLOSED), new Discard());
        assertThat(apply(new CloseAsked(), 51)).isEmpty();
        assertThat(connection("closed", 52)).isEmpty();
    }

    private static WorkerEvent.SelectedPair pair(
            String local, String localType, String remoteType, String relayProtocol, double at) {
        return new WorkerEvent.SelectedPair(
                "s", local, null, localType, remoteType, "udp", relayProtocol, at);
    }

    private static boolean tellsPair(PeerEffect effect) {
        return effect instanceof Report(WorkerEvent.SelectedPair pair);
    }
}
