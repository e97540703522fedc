package dev.webrtclab.mediapeer.sessions;

import static dev.webrtclab.mediapeer.testing.Samples.candidate;
import static dev.webrtclab.mediapeer.testing.Samples.candidateLine;
import static dev.webrtclab.mediapeer.testing.Samples.limits;
import static dev.webrtclab.mediapeer.testing.Samples.offer;
import static dev.webrtclab.mediapeer.testing.Samples.peer;
import static dev.webrtclab.mediapeer.testing.Samples.sdp;
import static dev.webrtclab.mediapeer.testing.Samples.signal;
import static dev.webrtclab.mediapeer.testing.Samples.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.protocol.link.IceServer;
import dev.webrtclab.protocol.link.PeerToSignaling;
import dev.webrtclab.protocol.link.SignalingToPeer;
import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.protocol.signaling.SessionDescription;
import dev.webrtclab.protocol.signaling.Signal;
import dev.webrtclab.protocol.worker.WorkerCommand;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the supervisor refuses before a worker sees it, or passes on as refused. */
class SessionRefusalsTest {
    private final Bench bench = new Bench(limits());

    @ParameterizedTest
    @CsvSource({
        "recvonly, sendonly, no-video-offered",
        "m=video 9, m=video 0, no-video-offered",
        "a=setup, a=%n, description-refused",
        "v=0, v=1, description-refused"
    })
    void unusableOffer_isRefusedBeforeAnyWorkerSeesIt(String part, String by, String code) {
        bench.twoWorkers();
        bench.from(start("p"));
        Bench.Outcome outcome = bench.from(offer("p", "viewer", sdp("1").replace(part, by)));
        assertThat(outcome.refusals()).containsExactly(code);
        assertThat(outcome.commands()).isEmpty();
        assertThat(bench.sessions.load().sessions()).isZero();
    }

    @Test
    void iceServerWithoutGrammar_isRefused() {
        bench.twoWorkers();
        bench.from(start("p"));
        var odd = List.of(new IceServer(List.of("turn:host"), null, null));
        var signal = new Signal.Offer(new SessionDescription("offer", sdp("1")));
        assertThat(
                        bench.from(
                                        new SignalingToPeer.Signaled(
                                                peer("p"), peer("viewer"), signal, odd))
                                .refusals())
                .containsExactly("ice-url-refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"candidate:%s 1 udp 1 1.2.3.4 5 typ host", "candidate", "a\nb"})
    void candidateWithoutGrammar_isRefused_andTheConnectionStays(String line) {
        bench.call("p", "viewer");
        Bench.Outcome outcome = bench.from(candidateLine("p", "viewer", line));
        assertThat(outcome.refusals()).containsExactly("candidate-refused");
        assertThat(outcome.commands()).isEmpty();
        assertThat(bench.sessions.load().sessions()).isEqualTo(1);
    }

    @Test
    void tooManyCandidates_areRefused() {
        bench.call("p", "viewer");
        for (int i = 0; i < Connection.MAX_CANDIDATES; i++) {
            assertThat(bench.from(candidate("p", "viewer", "1")).refusals()).isEmpty();
        }
        assertThat(bench.from(candidate("p", "viewer", "1")).refusals())
                .containsExactly("candidate-refused");
    }

    @Test
    void answer_isRefused_becauseMediaPeersMakeNoOffers() {
        bench.call("p", "viewer");
        var answer = new Signal.Answer(new SessionDescription("answer", sdp("1")));
        assertThat(bench.from(signal("p", "viewer", answer)).refusals())
                .containsExactly("invalid-message");
    }

    @Test
    void beyondTheLimit_offersAreRefused_andSeatsOfStartedPeersAreKept() {
        bench.twoWorkers();
        for (int i = 1; i <= 3; i++) {
            bench.from(start("p" + i));
            bench.from(offer("p" + i, "viewer"));
        }
        bench.worker(3, new WorkerEvent.Ready(103));
        bench.from(start("reserved"));
        bench.from(start("late"));
        assertThat(bench.from(offer("p1", "other")).refusals()).containsExactly("media-peers-full");
        assertThat(bench.from(offer("reserved", "viewer")).refusals()).isEmpty();
        assertThat(bench.from(offer("late", "viewer")).refusals())
                .containsExactly("media-peers-full");
        assertThat(bench.sessions.load().sessions()).isEqualTo(4);
    }

    @Test
    void newConnectionsOfOneRemoteWithoutEnd_areRefused_untilItWaits() {
        bench.call("p", "viewer");
        for (int i = 2; i <= 10; i++) {
            assertThat(bench.from(offer("p", "viewer", sdp("0" + i))).refusals()).isEmpty();
        }
        Bench.Outcome eleventh = bench.from(offer("p", "viewer", sdp("011")));
        assertThat(eleventh.refusals()).containsExactly("rate-limited");
        assertThat(eleventh.notes(SessionEffect.Note.SessionStarted.class)).isEmpty();
        assertThat(bench.sessions.load().sessions()).isZero();

        bench.pause(Duration.ofSeconds(1));
        assertThat(bench.from(offer("p", "viewer", sdp("012"))).refusals()).isEmpty();
        assertThat(bench.from(offer("p", "viewer", sdp("013"))).refusals())
                .containsExactly("rate-limited");
    }

    @Test
    void roomOfEight_thatRestartsIce_andReconnectsOverAndOver_isNeverRefused() {
        Bench room = new Bench(limits(16, 8, 1000));
        room.twoWorkers();
        room.from(start("p"));
        for (int reconnect = 0; reconnect < 10; reconnect++) {
            for (int member = 1; member <= 7; member++) {
                for (int restart = 0; restart < 20; restart++) {
                    assertThat(room.from(offer("p", "m" + member, sdp("1" + reconnect))).refusals())
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void offersBeyondWhatAStartingWorkerKeeps_areRefusedAtOnce_andWhatLeavesMakesRoom() {
        bench.tick();
        bench.from(start("p"));
        for (int i = 0; i < 512; i++) {
            assertThat(bench.from(offer("p", "loud")).refusals()).isEmpty();
        }
        assertThat(bench.from(offer("p", "viewer")).refusals())
                .containsExactly("service-unavailable");
        assertThat(bench.from(candidate("p", "loud", "1")).refusals())
                .containsExactly("candidate-refused");
        assertThat(bench.sessions.load().sessions()).isEqualTo(1);

        bench.from(new SignalingToPeer.RemoteLeft(peer("p"), peer("loud"), LeaveReason.LEFT));
        assertThat(bench.from(offer("p", "viewer")).refusals()).isEmpty();
        assertThat(bench.worker(1, new WorkerEvent.Ready(101)).commands())
                .singleElement()
                .isInstanceOfSatisfying(
                        WorkerCommand.Offer.class,
                        sent -> assertThat(sent.session()).startsWith("p/viewer#"));
    }

    @Test
    void refusalOfTheWorker_isPassedOn_andLeavesNoConnection() {
        bench.call("p", "viewer");
        var refused = new WorkerEvent.Refused("p/viewer#1", "description-refused", "bad\nline");
        assertThat(bench.worker(1, refused).told())
                .contains(
                        new PeerToSignaling.Refused(
                                peer("p"), peer("viewer"), "description-refused", "bad line"));
        assertThat(bench.sessions.load().sessions()).isZero();
    }

    @Test
    void unknownSource_endsThePeer() {
        bench.twoWorkers();
        var odd =
                new SignalingToPeer.StartPeer(
                        peer("p"), new RoomId("r"), "camera:9", true, null, null, null);
        assertThat(bench.from(odd).told())
                .containsExactly(new PeerToSignaling.PeerEnded(peer("p"), LeaveReason.FAILED));
    }

    @Test
    void unknownPeer_isRefusedForOffers_andIgnoredForTheRest() {
        bench.twoWorkers();
        assertThat(bench.from(offer("nobody", "viewer")).refusals())
                .containsExactly("peer-unknown");
        assertThat(bench.from(candidate("nobody", "viewer", "1")).told()).isEmpty();
        assertThat(
                        bench.from(
                                        new SignalingToPeer.StopPeer(
                                                peer("nobody"), LeaveReason.STOPPED))
                                .all())
                .isEmpty();
    }
}
