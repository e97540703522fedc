package dev.webrtclab.mediapeer.worker.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.mediapeer.worker.peer.PeerInput.EngineSaid;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.Gathered;
import dev.webrtclab.protocol.guard.IceUrlGuard;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of the surroundings, of candidates and of the engine's lines. */
class WitnessTest extends WitnessBench {
    @Test
    void environment_isToldOnce_withoutCredentials() throws Exception {
        var servers = List.of(IceUrlGuard.accept("turn:192.0.2.1:3478", "user", "secret"));
        witness.servers(servers, at(0), effects);
        witness.servers(servers, at(1), effects);

        assertThat(told())
                .containsExactly(
                        new EvidenceEvent.Environment(
                                null,
                                null,
                                null,
                                null,
                                null,
                                "all",
                                List.of("turn:192.0.2.1:3478")));
    }

    @Test
    void candidate_isToldWithoutUserFragment_inItsGeneration() {
        String line = "candidate:1 1 udp 2122260223 192.0.2.7 5000 typ host ufrag %s network-id 1";
        witness.gathered(new Gathered(line.formatted("one"), "0", 0, null, at(0)), effects);
        witness.gathered(new Gathered(line.formatted("two"), "0", 0, null, at(1)), effects);

        assertThat(told())
                .containsExactly(
                        new EvidenceEvent.Candidate(
                                "candidate:1 1 udp 2122260223 192.0.2.7 5000 typ host network-id 1",
                                "host",
                                "192.0.2.7",
                                5000,
                                "udp",
                                null,
                                null,
                                false,
                                1),
                        new EvidenceEvent.Candidate(
                                "candidate:1 1 udp 2122260223 192.0.2.7 5000 typ host network-id 1",
                                "host",
                                "192.0.2.7",
                                5000,
                                "udp",
                                null,
                                null,
                                false,
                                2));
    }

    @Test
    void maskedAddress_isTheKnownOneThatFits_elseHidden() throws Exception {
        witness.gathered(
                new Gathered(
                        "candidate:1 1 udp 2122260223 192.0.2.7 5000 typ host",
                        "0",
                        0,
                        null,
                        at(0)),
                effects);
        witness.heardOf(
                RemoteCandidate.accept(
                        "candidate:1 1 udp 2122260223 2001:db8::7 6000 typ host", "0", 0));
        told();
        witness.said(new EngineSaid(check("[2001:db8:0:x:x:x:x:x]:6000"), at(1), 0.5), effects);
        witness.said(new EngineSaid(check("203.0.113.x:6000"), at(2), 0.5), effects);

        List<EvidenceEvent> told = told();
        assertThat(told.get(0))
                .isEqualTo(
                        new EvidenceEvent.StunSent(
                                EvidenceEvent.StunMethod.BINDING,
                                "00",
                                EvidenceEvent.Toward.PEER,
                                "192.0.2.7:5000",
                                "[2001:db8::7]:6000",
                                null,
                                true,
                                0));
        assertThat(((EvidenceEvent.StunSent) told.get(1)).remote()).isNull();
    }

    @Test
    void maskedAddress_thatFitsTwo_isHidden() throws Exception {
        for (String address : List.of("203.0.113.7", "203.0.113.8")) {
            witness.heardOf(
                    RemoteCandidate.accept(
                            "candidate:1 1 udp 2122260223 " + address + " 6000 typ host", "0", 0));
        }
        witness.said(new EngineSaid(check("203.0.113.x:6000"), at(1), 0.5), effects);

        assertThat(((EvidenceEvent.StunSent) told().getFirst()).remote()).isNull();
    }

    @Test
    void flood_isCutAndCounted() {
        for (int i = 0; i < EvidenceBudget.BURST + 50; i++) {
            witness.said(new EngineSaid(check("192.0.2.x:1"), at(0), 0.5), effects);
        }
        witness.lost(7);
        witness.tick(at(0), effects);

        List<EvidenceEvent> told = told();
        assertThat(told).hasSize(EvidenceBudget.BURST + 1);
        assertThat(told.getLast()).isEqualTo(new EvidenceEvent.Omitted(57));
        witness.tick(at(1000), effects);
        assertThat(told()).isEmpty();
        witness.said(new EngineSaid(check("192.0.2.x:1"), at(1000), 0.5), effects);
        assertThat(told()).hasSize(1);
    }
}
