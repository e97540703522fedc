package dev.webrtclab.mediapeer.worker.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.mediapeer.worker.peer.PeerEffect.AddCandidate;
import dev.webrtclab.mediapeer.worker.peer.PeerEffect.Apply;
import dev.webrtclab.mediapeer.worker.peer.PeerEffect.Discard;
import dev.webrtclab.mediapeer.worker.peer.PeerEffect.Open;
import dev.webrtclab.mediapeer.worker.peer.PeerEffect.ReadDescription;
import dev.webrtclab.mediapeer.worker.peer.PeerEffect.Report;
import dev.webrtclab.mediapeer.worker.peer.PeerEffect.UseServers;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.Answered;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.LocalDescription;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.OfferFailed;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.Offered;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.Tick;
import dev.webrtclab.mediapeer.worker.testing.Offers;
import dev.webrtclab.protocol.guard.GuardedIceUrl;
import dev.webrtclab.protocol.guard.IceUrlGuard;
import dev.webrtclab.protocol.guard.SdpGuard;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Offers that are answered, made, kept waiting or refused. */
class PeerSessionOffersTest extends PeerSessionBench {
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

    private static List<GuardedIceUrl> servers() throws Exception {
        return List.of(IceUrlGuard.accept("turn:192.0.2.1:3478", "user", "secret"));
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
}
