package dev.webrtclab.mediapeer.worker.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webrtclab.protocol.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteCandidateTest {
    private static final String LINE = "candidate:1 1 udp 2122260223 192.0.2.7 50000 typ host";

    @Test
    void candidateOfASection_isAccepted() throws Exception {
        RemoteCandidate candidate = RemoteCandidate.accept(LINE, "0", 0);
        assertThat(candidate.line().text()).isEqualTo(LINE);
        assertThat(candidate.mid()).isEqualTo("0");
        assertThat(RemoteCandidate.accept(LINE, null, 3).sectionIndex()).isEqualTo(3);
        assertThat(RemoteCandidate.accept("", null, null).line().isEndOfCandidates()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "a b", "0\n", "ä", "0123456789012345678901234567890123"})
    void sectionIdThatIsNone_isRefused(String mid) {
        assertThatThrownBy(() -> RemoteCandidate.accept(LINE, mid, 0))
                .isInstanceOf(RefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 16, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void sectionIndexThatIsNone_isRefused(int index) {
        assertThatThrownBy(() -> RemoteCandidate.accept(LINE, "0", index))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void candidateOfNoSectionOrGrammar_isRefused() {
        assertThatThrownBy(() -> RemoteCandidate.accept(LINE, null, null))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> RemoteCandidate.accept(LINE + " %n", "0", 0))
                .isInstanceOf(RefusedException.class);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.CsvSource(
            nullValues = "null",
            value = {
                "relay, turn:198.51.100.10:3478?transport=udp, udp",
                "relay, turn:198.51.100.10:3478, udp",
                "relay, turn:198.51.100.10:3478?transport=tcp, tcp",
                "relay, turns:turn.example:5349?transport=tcp, tls",
                "srflx, stun:198.51.100.10:3478, null",
                "relay, null, null"
            })
    void relayProtocol_isToldByTheUrl(String type, String url, String expected) {
        assertThat(RelayProtocol.of("candidate:1 1 udp 1 192.0.2.7 5 typ " + type, url))
                .isEqualTo(expected);
    }
}
