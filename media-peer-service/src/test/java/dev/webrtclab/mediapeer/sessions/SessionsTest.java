package dev.webrtclab.mediapeer.sessions;

import static dev.webrtclab.mediapeer.testing.Samples.candidate;
import static dev.webrtclab.mediapeer.testing.Samples.candidateLine;
import static dev.webrtclab.mediapeer.testing.Samples.limits;
import static dev.webrtclab.mediapeer.testing.Samples.offer;
import static dev.webrtclab.mediapeer.testing.Samples.peer;
import static dev.webrtclab.mediapeer.testing.Samples.sdp;
import static dev.webrtclab.mediapeer.testing.Samples.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.protocol.link.PeerToSignaling;
import dev.webrtclab.protocol.link.SignalingToPeer;
import dev.webrtclab.protocol.signaling.CandidateInit;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.protocol.signaling.SessionDescription;
import dev.webrtclab.protocol.signaling.Signal;
import dev.webrtclab.protocol.worker.WorkerCommand;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What remotes ask and what they hear. */
class SessionsTest {
    private final Bench bench = new Bench(limits());

    @Test
    void offer_reachesAWorker_andItsAnswerTheRemote() {
        bench.twoWorkers();
        bench.from(start("p"));
        assertThat(bench.from(offer("p", "viewer")).commands())
                .singleElement()
                .isInstanceOfSatisfying(
                        WorkerCommand.Offer.class,
                        sent -> {
                            assertThat(sent.session()).isEqualTo("p/viewer#1");
                            assertThat(sent.sdp()).isEqualTo(sdp("4611"));
                            assertThat(sent.source()).isEqualTo("pattern");
                            assertThat(sent.iceServers()).hasSize(2);
                        });
        assertThat(bench.worker(1, new WorkerEvent.Answer("p/viewer#1", "v=0\r\n")).told())
                .containsExactly(
                        new PeerToSignaling.Signaled(
                                peer("p"),
                                peer("viewer"),
                                new Signal.Answer(new SessionDescription("answer", "v=0\r\n"))));
    }

    @Test
    void candidates_travelBothWays() {
        bench.call("p", "viewer");
        assertThat(bench.from(candidate("p", "viewer", "1")).commands())
                .containsExactly(
                        new WorkerCommand.Candidate(
                                "p/viewer#1",
                                "candidate:1 1 udp 2130706431 192.168.1.5 54321 typ host",
                                "0",
                                0));
        assertThat(bench.from(candidateLine("p", "viewer", "")).commands()).hasSize(1);
        var gathered =
                new WorkerEvent.Candidate("p/viewer#1", "candidate:x", "0", 0, "turn:h", "udp");
        assertThat(bench.worker(1, gathered).told())
                .containsExactly(
                        new PeerToSignaling.Signaled(
                                peer("p"),
                                peer("viewer"),
                                new Signal.IceCandidate(
                                        new CandidateInit("candidate:x", "0", 0, null),
                                        "turn:h",
                                        "udp")));
    }

    @Test
    void withoutTrickle_onlyTheAnswerIsSent() {
        bench.twoWorkers();
        bench.from(start("p", false));
        bench.from(offer("p", "viewer"));
        var gathered = new WorkerEvent.Candidate("p/viewer#1", "", null, null, null, null);
        assertThat(bench.worker(1, gathered).told()).isEmpty();
        assertThat(bench.worker(1, new WorkerEvent.Answer("p/viewer#1", "v=0\n")).told())
                .hasSize(1);
    }

    @Test
    void evidence_keepsItsTimeForTheLinkToConvert() {
        bench.call("p", "viewer");
        assertThat(
                        bench.worker(1, new WorkerEvent.State("p/viewer#1", "ice", "failed", 12.5))
                                .all())
                .contains(
                        new SessionEffect.Observed(
                                peer("p"),
                                peer("viewer"),
                                12.5,
                                0,
                                new EvidenceEvent.State("ice", "failed")));
    }

    @Test
    void view_offersToTheRemote_andTakesItsAnswerOnce() {
        bench.twoWorkers();
        bench.from(start("p"));
        assertThat(bench.from(view("p", "shower")).commands())
                .containsExactly(new WorkerCommand.View("p/shower#1", List.of()));
        assertThat(bench.from(answer("p", "shower")).told())
                .as("no offer is out yet")
                .hasOnlyElementsOfType(PeerToSignaling.Refused.class);
        assertThat(bench.worker(1, new WorkerEvent.Offer("p/shower#1", "v=0\r\n")).told())
                .containsExactly(
                        new PeerToSignaling.Signaled(
                                peer("p"),
                                peer("shower"),
                                new Signal.Offer(new SessionDescription("offer", "v=0\r\n"))));
        assertThat(bench.from(answer("p", "shower")).commands())
                .containsExactly(new WorkerCommand.Answer("p/shower#1", sdp("7")));
        assertThat(bench.from(answer("p", "shower")).told())
                .hasOnlyElementsOfType(PeerToSignaling.Refused.class);
        assertThat(bench.from(offer("p", "shower")).told())
                .as("only one end offers")
                .hasOnlyElementsOfType(PeerToSignaling.Refused.class);
    }

    @Test
    void view_whenNothingIsFree_endsBeforeItBegan() {
        Bench full = new Bench(limits(1, 1, 200));
        full.call("p", "viewer");
        full.from(start("q"));
        assertThat(full.from(view("q", "shower")).told())
                .contains(
                        new PeerToSignaling.ConnectionEnded(
                                peer("q"), peer("shower"), LeaveReason.FAILED));
        assertThat(full.from(view("unknown", "shower")).told())
                .containsExactly(
                        new PeerToSignaling.ConnectionEnded(
                                peer("unknown"), peer("shower"), LeaveReason.FAILED));
    }

    @Test
    void firstDecodedFrame_isEvidence() {
        bench.twoWorkers();
        bench.from(start("p"));
        bench.from(view("p", "shower"));
        assertThat(bench.worker(1, new WorkerEvent.FirstFrameDecoded("p/shower#1", 12.5)).all())
                .contains(
                        new SessionEffect.Observed(
                                peer("p"),
                                peer("shower"),
                                12.5,
                                0,
                                new EvidenceEvent.FirstFrameDecoded()));
    }

    private static SignalingToPeer view(String peer, String remote) {
        return new SignalingToPeer.View(peer(peer), peer(remote), List.of());
    }

    private static SignalingToPeer answer(String peer, String from) {
        return new SignalingToPeer.Signaled(
                peer(peer),
                peer(from),
                new Signal.Answer(new SessionDescription("answer", sdp("7"))),
                List.of());
    }

    @ParameterizedTest
    @CsvSource({"VIEWER_VANISHED, VIEWER_VANISHED", "FAILED, FAILED", "CLOSED, LEFT"})
    void endInTheWorker_endsTheConnection_butNotThePeer(
            WorkerEvent.EndReason reason, LeaveReason told) {
        bench.call("p", "viewer");
        assertThat(bench.worker(1, new WorkerEvent.Ended("p/viewer#1", reason)).told())
                .contains(new PeerToSignaling.ConnectionEnded(peer("p"), peer("viewer"), told));
        assertThat(bench.sessions.running())
                .singleElement()
                .satisfies(running -> assertThat(running.remotes()).isEmpty());
    }

    @Test
    void remoteThatLeft_andStoppedPeer_closeTheirConnections() {
        bench.call("p", "one");
        bench.from(offer("p", "two"));
        assertThat(
                        bench.from(
                                        new SignalingToPeer.RemoteLeft(
                                                peer("p"), peer("one"), LeaveReason.LEFT))
                                .commands())
                .containsExactly(new WorkerCommand.Close("p/one#1"));
        assertThat(
                        bench.from(new SignalingToPeer.StopPeer(peer("p"), LeaveReason.STOPPED))
                                .commands())
                .containsExactly(new WorkerCommand.Close("p/two#2"));
        assertThat(bench.sessions.running()).isEmpty();
        assertThat(bench.sessions.load().sessions()).isZero();
    }

    @Test
    void secondOfferOfTheSamePeerConnection_renegotiates() {
        bench.call("p", "viewer");
        assertThat(bench.from(offer("p", "viewer")).commands())
                .singleElement()
                .isInstanceOfSatisfying(
                        WorkerCommand.Offer.class,
                        sent -> assertThat(sent.session()).isEqualTo("p/viewer#1"));
    }

    @Test
    void offerOfAnotherPeerConnection_replacesTheOldOne() {
        bench.call("p", "viewer");
        List<WorkerCommand> sent = bench.from(offer("p", "viewer", sdp("9999"))).commands();
        assertThat(sent).hasSize(2).first().isEqualTo(new WorkerCommand.Close("p/viewer#1"));
        assertThat(((WorkerCommand.Offer) sent.getLast()).session()).isEqualTo("p/viewer#2");
        var late = new WorkerEvent.Ended("p/viewer#1", WorkerEvent.EndReason.CLOSED);
        assertThat(bench.worker(1, late).told()).isEmpty();
        assertThat(bench.sessions.load().sessions()).isEqualTo(1);
    }

    @Test
    void drain_saysGoodbye_andEndsTheWorkers() {
        bench.call("p", "viewer");
        Bench.Outcome outcome = bench.apply(new SessionCommand.Drain());
        assertThat(outcome.told().getFirst())
                .isInstanceOfSatisfying(
                        PeerToSignaling.LoadChanged.class,
                        load -> assertThat(load.load().draining()).isTrue());
        assertThat(outcome.told())
                .contains(new PeerToSignaling.PeerEnded(peer("p"), LeaveReason.DRAINED));
        assertThat(outcome.commands()).filteredOn(new WorkerCommand.Shutdown()::equals).hasSize(2);
        assertThat(bench.from(start("q")).told())
                .contains(new PeerToSignaling.PeerEnded(peer("q"), LeaveReason.DRAINED));
        assertThat(bench.exit(1, 0).started()).isEmpty();
    }
}
