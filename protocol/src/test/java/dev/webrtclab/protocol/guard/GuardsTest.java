package dev.webrtclab.protocol.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webrtclab.protocol.RefusedException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardsTest {
    static final String SESSION =
            "v=0\r\no=- 46117317 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n"
                    + "a=group:BUNDLE 0\r\na=extmap-allow-mixed\r\na=msid-semantic: WMS\r\n";
    static final String VIDEO =
            "m=video 9 UDP/TLS/RTP/SAVPF 96 97\r\nc=IN IP4 0.0.0.0\r\na=rtcp:9 IN IP4 0.0.0.0\r\n"
                    + "a=ice-ufrag:aB3+\r\na=ice-pwd:0123456789abcdefghijkl\r\na=ice-options:trickle\r\n"
                    + "a=fingerprint:sha-256 "
                    + "AB:".repeat(31)
                    + "AB\r\na=setup:actpass\r\na=mid:0\r\n"
                    + "a=extmap:1 urn:ietf:params:rtp-hdrext:toffset\r\na=recvonly\r\na=rtcp-mux\r\na=rtcp-rsize\r\n"
                    + "a=rtpmap:96 VP8/90000\r\na=rtcp-fb:96 goog-remb\r\na=rtcp-fb:96 nack pli\r\n"
                    + "a=rtpmap:97 rtx/90000\r\na=fmtp:97 apt=96\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "candidate:1 1 udp 2130706431 192.168.1.5 54321 typ host generation 0 ufrag aB3+ network-cost 999",
                "candidate:0 1 UDP 2122252543 fe80::1 9 typ host",
                "candidate:842163049 1 udp 1677729535 198.51.100.7 40000 typ srflx raddr 0.0.0.0 rport 0",
                "candidate:3 1 tcp 1518280447 10.0.0.1 9 typ host tcptype active",
                "candidate:7 1 udp 2113937151 9d4d2c1e-0c0f-4b57-8f0c-6d5f1d0a3c55.local 50000 typ host",
                "candidate:9 1 udp 41885439 ::ffff:10.0.0.1 50000 typ relay raddr 10.1.1.1 rport 1"
            })
    void candidate_asBrowsersWriteIt_passesUnchanged(String line) throws RefusedException {
        assertThat(CandidateGuard.accept(line).text()).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "candidate",
                "a=candidate:1 1 udp 1 1.2.3.4 5 typ host",
                "candidate:1 1 udp 1 1.2.3.4 5 typ host\r\na=x",
                "candidate:1 1 udp 1 1.2.3.4 5 typ host generation 100%",
                "candidate:1 1 udp 0 1.2.3.4 5 typ host",
                "candidate:1 1 udp 4294967295 1.2.3.4 5 typ host",
                "candidate:1 300 udp 1 1.2.3.4 5 typ host",
                "candidate:1 1 udp 1 1.2.3.4 70000 typ host",
                "candidate:1 1 udp 1 1.2.3.400 5 typ host",
                "candidate:1 1 udp 1 example.org 5 typ host",
                "candidate:1 1 sctp 1 1.2.3.4 5 typ host",
                "candidate:1 1 udp 1 1::2::3 5 typ host",
                "candidate:1 1 udp 1 1.2.3.4 5 typ hostile",
                "candidate:1 1 udp 1 1.2.3.4 5 typ host odd"
            })
    void candidate_outsideTheGrammar_isRefused(String line) {
        assertThatThrownBy(() -> CandidateGuard.accept(line))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("candidate-refused");
    }

    @Test
    void offer_asABrowserWritesIt_passesUnchanged() throws RefusedException {
        GuardedSdp offer = SdpGuard.accept(SESSION + VIDEO);
        assertThat(offer.text()).isEqualTo(SESSION + VIDEO);
        assertThat(offer.receivesVideo()).isTrue();
    }

    @Test
    void offer_thatOnlySendsVideo_receivesNone() throws RefusedException {
        assertThat(SdpGuard.accept(SESSION + VIDEO.replace("recvonly", "sendonly")).receivesVideo())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ice-ufrag", "ice-pwd", "fingerprint", "setup"})
    void offer_withoutANeededAttribute_isRefused(String attribute) {
        String text = SESSION + VIDEO.replaceAll("a=" + attribute + "[^\r]*\r\n", "");
        assertThatThrownBy(() -> SdpGuard.accept(text)).hasMessageContaining("a=" + attribute);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=mid:0\r\na=x%y",
                "a=mid:0\r\na=x\u0000y",
                "a=mid:0\r\na=x\u00e9",
                "a=mid:0\r\nq=1",
                "a=mid:0\r\nnonsense",
                "a=mid:0\r\na=fingerprint:sha-1 AB:CD",
                "a=mid:0\r\na=candidate:1 1 udp 1 example.org 5 typ host",
                "a=mid:0\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x"
            })
    void offer_withALineThatDoesHarm_isRefused(String line) {
        assertThatThrownBy(() -> SdpGuard.accept(SESSION + VIDEO.replace("a=mid:0", line)))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("description-refused");
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 1000})
    void offer_withTooManySections_isRefused(int sections) {
        assertThatThrownBy(() -> SdpGuard.accept(SESSION + VIDEO.repeat(sections)))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void offer_withUnprotectedMedia_isRefused() {
        assertThatThrownBy(
                        () ->
                                SdpGuard.accept(
                                        SESSION + VIDEO.replace("UDP/TLS/RTP/SAVPF", "RTP/AVP")))
                .hasMessageContaining("DTLS");
    }

    @Test
    void mutatedOffers_thatPass_neverCarryAPercentOrControlCharacter() {
        Random random = new Random(20_261_121);
        String offer = SESSION + VIDEO;
        int passed = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder mutant = new StringBuilder(offer);
            for (int edit = 0; edit <= random.nextInt(3); edit++) {
                int at = random.nextInt(mutant.length());
                switch (random.nextInt(3)) {
                    case 0 -> mutant.setCharAt(at, (char) random.nextInt(256));
                    case 1 -> mutant.insert(at, (char) random.nextInt(256));
                    case 2 -> mutant.deleteCharAt(at);
                    default -> throw new IllegalStateException("three kinds of edit");
                }
            }
            try {
                String text = SdpGuard.accept(mutant.toString()).text();
                passed++;
                assertThat(text).matches("(?s)[\\x20-\\x7E\\r\\n&&[^%]]*");
            } catch (RefusedException expected) {
                assertThat(expected.refusal().detail()).isNotBlank();
            }
        }
        assertThat(passed).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stun:localhost:3478",
                "stun:198.51.100.10",
                "stuns:[2001:db8::1]:5349",
                "stun:a-b.example"
            })
    void stunUrl_inGoodForm_passes(String url) throws RefusedException {
        assertThat(IceUrlGuard.accept(url, null, null).url()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "foo",
                "stun:",
                "stun:host:0",
                "stun:host:99999",
                "stun:host?transport=udp",
                "http://x",
                "stun:ho st",
                "stun:h%6fst",
                "stun:1.2.3.4.5",
                "stun:[fe80::1%eth0]",
                "turn:host:3478"
            })
    void stunUrl_inBadForm_isRefused(String url) {
        assertThatThrownBy(() -> IceUrlGuard.accept(url, null, null))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void turnUrl_needsCredentials() throws RefusedException {
        assertThat(IceUrlGuard.accept("turn:host:3478?transport=tcp", "1:a", "secret").toString())
                .isEqualTo("turn:host:3478?transport=tcp");
    }

    @Test
    void turnUrlOverTls_onAnAddress_passesWithCredentials() throws RefusedException {
        String url = "turns:198.51.100.10:443?transport=tcp";
        assertThat(IceUrlGuard.accept(url, "1:a", "secret").url()).isEqualTo(url);
        assertThatThrownBy(() -> IceUrlGuard.accept(url, "1:a", null))
                .isInstanceOf(RefusedException.class);
    }
}
