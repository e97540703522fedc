package dev.webrtclab.mediapeer.signaling;

import static dev.webrtclab.mediapeer.testing.Samples.peer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.protocol.link.PeerToSignaling.PeerEvidence;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import org.junit.jupiter.api.Test;

class EvidenceDatesTest {
    private static final EvidenceEvent EVENT = new EvidenceEvent.FirstFrameSent();

    private final LinkClock clock = new LinkClock();
    private final EvidenceDates dates = new EvidenceDates(clock);

    @Test
    void evidence_waitsForTheClock_andIsHandedOutOnceOnBothClocks() {
        dates.add(peer("p"), peer("r"), 1010, 0, EVENT);
        assertThat(dates.take()).isEmpty();
        clock.answered(1000, 6005, 6005, 1010);
        assertThat(dates.take())
                .containsExactly(new PeerEvidence(peer("p"), peer("r"), 6010, 5, EVENT, 1010.0));
        assertThat(dates.take()).isEmpty();
    }

    @Test
    void tooMuchWaiting_losesTheOldest() {
        for (int i = 0; i < 300; i++) {
            dates.add(peer("p"), peer("r"), i, 0, EVENT);
        }
        clock.answered(300, 300, 300, 300);
        assertThat(dates.take()).hasSize(256);
    }
}
