package dev.webrtclab.mediapeer.worker.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.mediapeer.worker.peer.PeerEffect.AddCandidate;
import dev.webrtclab.mediapeer.worker.peer.PeerEffect.Apply;
import dev.webrtclab.mediapeer.worker.peer.PeerEffect.Discard;
import dev.webrtclab.mediapeer.worker.peer.PeerEffect.Measure;
import dev.webrtclab.mediapeer.worker.peer.PeerEffect.Open;
import dev.webrtclab.mediapeer.worker.peer.PeerEffect.ReadDescription;
import dev.webrtclab.mediapeer.worker.peer.PeerEffect.Report;
import dev.webrtclab.mediapeer.worker.peer.PeerEffect.ShowNow;
import dev.webrtclab.mediapeer.worker.peer.PeerEffect.UseServers;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.Answered;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.CandidateOffered;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.CloseAsked;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.LocalDescription;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.Measured;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.OfferFailed;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.Offered;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.StateChanged;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.StateKind;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.Tick;
import dev.webrtclab.mediapeer.worker.stats.SelectedPair;
import dev.webrtclab.mediapeer.worker.stats.StatsSnapshot;
import dev.webrtclab.mediapeer.worker.testing.Offers;
import dev.webrtclab.protocol.guard.GuardedIceUrl;
import dev.webrtclab.protocol.guard.IceUrlGuard;
import dev.webrtclab.protocol.guard.SdpGuard;
import dev.webrtclab.protocol.worker.WorkerEvent;
import dev.webrtclab.protocol.worker.WorkerEvent.EndReason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeerSessionTest {
    private static final SelectedPair PAIR =
            new SelectedPair("192.0.2.1:5000", null, "host", "prflx", "udp", null);

    private final PeerSession session = new PeerSession("s", at(0));

    @Test
    void firstOffer_opensAppliesAndAnswers() throws Exception {
        assertThat(apply(offer(true), 0)).hasExactlyElementsOfTypes(Open.class, Apply.class);
        assertThat(apply(new Answered(answer("one")), 10))
                .containsExactly(new Report(new WorkerEvent.Answer("s", answer("one"))));
    }

    @Test
    void offerThatLeavesTheRole_isAnsweredPassive() throws Exception {
        assertThat(apply(offer(true), 0)).anyMatch(e -> e instanceof Apply(var o, var p) && p);
        PeerSession other = new PeerSession("t", at(0));
        String active = Offers.ofChromium().replace("a=setup:actpass", "a=setup:passive");
        assertThat(
                        other.apply(
                                new Offered(
                                        SdpGuard.accept(active),
                                        false,
                                        true,
                                        List.of(),
                                        Wish.STANDARD),
                                at(0)))
                .anyMatch(e -> e instanceof Apply(var o, var p) && !p);
    }

    @Test
    void candidates_waitForTheAnswer() throws Exception {
        apply(offer(true), 0);
        assertThat(apply(candidate("192.0.2.7"), 1)).isEmpty();
        assertThat(apply(new Answered(answer("one")), 2))
                .hasExactlyElementsOfTypes(AddCandidate.class, Report.class);
        assertThat(apply(candidate("192.0.2.8"), 3)).hasExactlyElementsOfTypes(AddCandidate.class);
    }

    @Test
    void candidatesDuringASecondOffer_waitForIt() throws Exception {
        connect();
        apply(offer(true), 100);
        assertThat(apply(candidate("192.0.2.7"), 101)).isEmpty();
        assertThat(apply(new Answered(answer("two")), 102))
                .hasExactlyElementsOfTypes(AddCandidate.class, Report.class);
    }

    @Test
    void viewer_offersFirst_andKeepsCandidatesForTheAnswer() throws Exception {
        assertThat(apply(new PeerInput.ViewAsked(List.of()), 0))
                .hasExactlyElementsOfTypes(PeerEffect.OpenViewer.class, PeerEffect.MakeOffer.class);
        assertThat(apply(new PeerInput.OfferMade("offer"), 5))
                .containsExactly(new Report(new WorkerEvent.Offer("s", "offer")));
        assertThat(apply(candidate("192.0.2.7"), 6)).isEmpty();
        var answer = new PeerInput.AnswerCame(SdpGuard.accept(Offers.ofChromium()));
        assertThat(apply(answer, 7)).hasExactlyElementsOfTypes(PeerEffect.ApplyAnswer.class);
        assertThat(apply(candidate("192.0.2.8"), 8)).isEmpty();
        assertThat(apply(new PeerInput.AnswerApplied(), 9))
                .hasExactlyElementsOfTypes(AddCandidate.class, AddCandidate.class);
        assertThat(apply(candidate("192.0.2.9"), 10)).hasExactlyElementsOfTypes(AddCandidate.class);
    }

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
    void viewer_takesNoOffer_andAnAnswererNoAnswer() throws Exception {
        var answer = new PeerInput.AnswerCame(SdpGuard.accept(Offers.ofChromium()));
        PeerSession answerer = new PeerSession("t", at(0));
        answerer.apply(offer(true), at(0));
        assertThat(answerer.apply(answer, at(1)))
                .hasExactlyElementsOfTypes(Report.class, PeerEffect.Discard.class);
        apply(new PeerInput.ViewAsked(List.of()), 0);
        assertThat(apply(offer(true), 1))
                .hasExactlyElementsOfTypes(Report.class, PeerEffect.Discard.class);
    }

    @Test
    void hiddenAndEmptyCandidates_stayHere() throws Exception {
        connect();
        assertThat(apply(candidate("0c2f6d3a-4f4e.local"), 5))
                .hasExactlyElementsOfTypes(PeerEffect.Note.class);
        assertThat(apply(candidate("0c2f6d3a-4f4f.local"), 5)).isEmpty();
        assertThat(apply(new CandidateOffered(RemoteCandidate.accept("", "0", 0)), 6)).isEmpty();
    }

    @Test
    void tooManyCandidates_areRefusedNotKept() throws Exception {
        apply(offer(true), 0);
        for (int i = 0; i < 256; i++) {
            assertThat(apply(candidate("192.0.2.7"), 1)).isEmpty();
        }
        assertThat(apply(candidate("192.0.2.7"), 1)).hasExactlyElementsOfTypes(Report.class);
    }

    @Test
    void answerWithoutTrickle_waitsForGathering() throws Exception {
        apply(offer(false), 0);
        assertThat(apply(new Answered(answer("one")), 10)).isEmpty();
        assertThat(gathering("complete", 50))
                .hasExactlyElementsOfTypes(Report.class, Report.class, ReadDescription.class);
        assertThat(apply(new LocalDescription("complete"), 51))
                .containsExactly(new Report(new WorkerEvent.Answer("s", "complete")));
    }

    @Test
    void answerWithoutTrickle_whenGatheringWasFaster_isReadAtOnce() throws Exception {
        apply(offer(false), 0);
        gathering("complete", 5);
        assertThat(apply(new Answered(answer("one")), 10))
                .hasExactlyElementsOfTypes(ReadDescription.class);
    }

    @Test
    void answerWithoutTrickle_whenATurnServerIsSilent_comesAfterTwoSeconds() throws Exception {
        apply(offer(false), 0);
        apply(new Answered(answer("one")), 10);
        assertThat(apply(new Tick(), 1000)).isEmpty();
        assertThat(apply(new Tick(), 2100))
                .hasExactlyElementsOfTypes(PeerEffect.Note.class, ReadDescription.class);
    }

    @Test
    void secondOfferWithoutTrickle_inTheSameGeneration_doesNotWait() throws Exception {
        apply(offer(false), 0);
        gathering("complete", 5);
        apply(new Answered(answer("one")), 10);
        apply(new LocalDescription("complete"), 11);
        assertThat(apply(offer(false), 100)).hasExactlyElementsOfTypes(Apply.class);
        assertThat(apply(new Answered(answer("one")), 110))
                .hasExactlyElementsOfTypes(ReadDescription.class);
    }

    @Test
    void offersInARow_areAnsweredOneAfterTheOther() throws Exception {
        apply(offer(true), 0);
        assertThat(apply(offer(true), 1)).isEmpty();
        assertThat(apply(new Answered(answer("one")), 2))
                .hasExactlyElementsOfTypes(Report.class, Apply.class);
        assertThat(apply(new Answered(answer("one")), 3)).hasExactlyElementsOfTypes(Report.class);
    }

    @Test
    void otherServersInASecondOffer_areUsed() throws Exception {
        connect();
        var next =
                new Offered(
                        SdpGuard.accept(Offers.ofChromium()),
                        false,
                        true,
                        servers(),
                        Wish.STANDARD);
        assertThat(apply(next, 100)).hasExactlyElementsOfTypes(UseServers.class, Apply.class);
        apply(new Answered(answer("one")), 101);
        var same =
                new Offered(
                        SdpGuard.accept(Offers.ofChromium()),
                        false,
                        true,
                        servers(),
                        Wish.STANDARD);
        assertThat(apply(same, 102)).hasExactlyElementsOfTypes(Apply.class);
    }

    @Test
    void firstOfferThatFails_leavesNoConnection() throws Exception {
        apply(offer(true), 0);
        assertThat(apply(new OfferFailed("remote description"), 1))
                .hasExactlyElementsOfTypes(Report.class, Discard.class)
                .first()
                .matches(
                        e ->
                                e instanceof Report(WorkerEvent.Refused refused)
                                        && refused.code().equals("description-refused"));
        assertThat(apply(new Tick(), 1000)).isEmpty();
    }

    @Test
    void laterOfferThatFails_leavesNoConnectionEither() throws Exception {
        connect();
        apply(offer(true), 100);
        assertThat(apply(new OfferFailed("remote description"), 101))
                .hasExactlyElementsOfTypes(Report.class, Discard.class);
    }

    @Test
    void tooManyOffers_areRefused() throws Exception {
        apply(offer(true), 0);
        for (int i = 0; i < 4; i++) {
            assertThat(apply(offer(true), 1)).isEmpty();
        }
        assertThat(apply(offer(true), 2)).hasExactlyElementsOfTypes(Report.class, Discard.class);
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
    void serverThatFailsOnEveryInterface_isReportedOnce() throws Exception {
        apply(offer(true), 0);
        var failure =
                new PeerInput.ServerFailed("turn:192.0.2.1:3478", 701, "timed out", null, at(1));
        assertThat(apply(failure, 1)).hasExactlyElementsOfTypes(Report.class);
        assertThat(apply(failure, 2)).isEmpty();
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

    private void connect() throws Exception {
        apply(offer(true), 0);
        apply(new Answered(answer("one")), 1);
        connection("connected", 2);
        apply(new Measured(stats(1, 1, false, PAIR)), 3);
    }

    /** What follows, but for the evidence, which WitnessTest looks at. */
    private List<PeerEffect> apply(PeerInput input, long ms) {
        return session.apply(input, at(ms)).stream()
                .filter(effect -> !(effect instanceof Report(WorkerEvent.Observed seen)))
                .toList();
    }

    private List<PeerEffect> connection(String value, long ms) {
        return apply(new StateChanged(StateKind.CONNECTION, value, at(ms)), ms);
    }

    private List<PeerEffect> gathering(String value, long ms) {
        return apply(new StateChanged(StateKind.GATHERING, value, at(ms)), ms);
    }

    private static PeerEffect ended(EndReason reason) {
        return new Report(new WorkerEvent.Ended("s", reason));
    }

    private static Moment at(long ms) {
        return new Moment(ms, ms * 1_000_000);
    }

    private static Offered offer(boolean trickle) throws Exception {
        return new Offered(
                SdpGuard.accept(Offers.ofChromium()), false, trickle, List.of(), Wish.STANDARD);
    }

    private static List<GuardedIceUrl> servers() throws Exception {
        return List.of(IceUrlGuard.accept("turn:192.0.2.1:3478", "user", "secret"));
    }

    private static CandidateOffered candidate(String address) throws Exception {
        return new CandidateOffered(
                RemoteCandidate.accept(
                        "candidate:1 1 udp 2122260223 " + address + " 50000 typ host", "0", 0));
    }

    private static String answer(String fragment) {
        return "v=0\r\na=ice-ufrag:" + fragment + "\r\n";
    }

    private static StatsSnapshot stats(
            long frames, long arrivals, boolean closed, SelectedPair pair) {
        return new StatsSnapshot(
                frames, frames, 1000, 100, arrivals, 1.5, closed, pair, List.of(), null, null,
                null);
    }
}
