package dev.webrtclab.mediapeer.signaling;

import static dev.webrtclab.mediapeer.testing.Samples.peer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.protocol.link.PeerToSignaling;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.signaling.LeaveReason;
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
                peer("p"), peer("r"), 1, 1, new EvidenceEvent.FirstFrameSent());
    }

    private static PeerToSignaling.Load load(int sessions) {
        return new PeerToSignaling.Load(sessions, false, List.of());
    }
}
