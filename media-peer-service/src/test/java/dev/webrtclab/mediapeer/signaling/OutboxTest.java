package dev.webrtclab.mediapeer.signaling;

import static dev.webrtclab.mediapeer.testing.Samples.peer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.protocol.link.PeerToSignaling;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.protocol.signaling.SessionDescription;
import dev.webrtclab.protocol.signaling.Signal;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Outbox outbox = new Outbox(3);

    @Test
    void full_dropsEvidenceFirst_thenTheOldest() {
        outbox.add(ended("a"));
        outbox.add(evidence());
        outbox.add(ended("b"));
        outbox.add(ended("c"));
        outbox.add(ended("d"));
        assertThat(outbox.dropped()).isEqualTo(2);
        assertThat(List.of(outbox.poll(), outbox.poll(), outbox.poll()))
                .containsExactly(ended("b"), ended("c"), ended("d"));
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void signal_overtakesEvidence_butNothingElse() {
        PeerToSignaling signal =
                new PeerToSignaling.Signaled(
                        peer("p"),
                        peer("r"),
                        new Signal.Answer(new SessionDescription("answer", "v=0")));
        outbox.add(evidence());
        outbox.add(signal);
        assertThat(List.of(outbox.poll(), outbox.poll())).containsExactly(signal, evidence());
        outbox.add(evidence());
        outbox.add(ended("a"));
        outbox.add(signal);
        assertThat(List.of(outbox.poll(), outbox.poll(), outbox.poll()))
                .containsExactly(evidence(), ended("a"), signal);
    }

    @Test
    void evidenceThatWent_isToldWithTheNext() {
        for (int i = 0; i < 5; i++) {
            outbox.add(evidence());
        }
        assertThat(outbox.poll())
                .isEqualTo(
                        new PeerToSignaling.PeerEvidence(
                                peer("p"), peer("r"), 1, 1, new EvidenceEvent.Omitted(2), 7.0));
        assertThat(outbox.poll()).isEqualTo(evidence());
    }

    @Test
    void onlyTheLastLoad_isSent() {
        outbox.add(new PeerToSignaling.LoadChanged(load(1)));
        outbox.add(ended("a"));
        outbox.add(new PeerToSignaling.LoadChanged(load(2)));
        assertThat(outbox.poll()).isEqualTo(ended("a"));
        assertThat(outbox.poll()).isEqualTo(new PeerToSignaling.LoadChanged(load(2)));
        assertThat(outbox.poll()).isNull();
    }

    @Test
    void registration_goesBeforeWhatWaited() {
        outbox.add(ended("a"));
        outbox.add(new PeerToSignaling.LoadChanged(load(1)));
        var register =
                new PeerToSignaling.Register("m", "n", null, 1, List.of(), List.of(), load(0));
        outbox.register(register);
        assertThat(outbox.poll()).isEqualTo(register);
        assertThat(outbox.poll()).isEqualTo(ended("a"));
        assertThat(outbox.poll()).isNull();
    }

    private static PeerToSignaling ended(String peer) {
        return new PeerToSignaling.PeerEnded(peer(peer), LeaveReason.LEFT);
    }

    private static PeerToSignaling evidence() {
        return new PeerToSignaling.PeerEvidence(
                peer("p"), peer("r"), 1, 1, new EvidenceEvent.FirstFrameSent(), 7.0);
    }

    private static PeerToSignaling.Load load(int sessions) {
        return new PeerToSignaling.Load(sessions, false, List.of());
    }
}
