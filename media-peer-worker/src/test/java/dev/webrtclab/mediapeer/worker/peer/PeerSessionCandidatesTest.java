package dev.webrtclab.mediapeer.worker.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.mediapeer.worker.peer.PeerEffect.AddCandidate;
import dev.webrtclab.mediapeer.worker.peer.PeerEffect.Report;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.Answered;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.CandidateOffered;
import org.junit.jupiter.api.Test;

/** Candidates that wait, stay here or are too many, and servers that fail. */
class PeerSessionCandidatesTest extends PeerSessionBench {
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
    void serverThatFailsOnEveryInterface_isReportedOnce() throws Exception {
        apply(offer(true), 0);
        var failure =
                new PeerInput.ServerFailed("turn:192.0.2.1:3478", 701, "timed out", null, at(1));
        assertThat(apply(failure, 1)).hasExactlyElementsOfTypes(Report.class);
        assertThat(apply(failure, 2)).isEmpty();
    }
}
