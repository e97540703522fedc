package dev.webrtclab.mediapeer.worker.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.mediapeer.worker.testing.Offers;
import dev.webrtclab.protocol.guard.GuardedSdp;
import dev.webrtclab.protocol.guard.SdpGuard;
import org.junit.jupiter.api.Test;

class DescriptionsTest {
    private static final String HIDDEN =
            "a=candidate:1 1 udp 2122260223 0c2f6d3a-4f4e-4d5b-9f0e-1a2b3c4d5e6f.local 50000 typ"
                    + " host\r\n";
    private static final String SHOWN =
            "a=candidate:2 1 udp 2122260222 192.0.2.7 50001 typ host\r\n";

    @Test
    void videoSection_keepsVp8AndItsRepairOnly() throws Exception {
        String reduced = Descriptions.forNative(offer(Offers.ofChromium())).text();
        assertThat(reduced)
                .contains("m=video 9 UDP/TLS/RTP/SAVPF 96 97\r\n")
                .contains("a=rtcp-fb:96 nack pli\r\n")
                .contains("a=fmtp:97 apt=96\r\n")
                .contains("a=fmtp:96 x-google-start-bitrate=")
                .doesNotContain("H264")
                .doesNotContain("rtcp-fb:98");
        assertThat(offer(reduced).receivesVideo()).isTrue();
    }

    @Test
    void videoSectionWithoutVp8_staysAsItIs() throws Exception {
        String other = Offers.ofChromium().replace("VP8/90000", "XYZ/90000");
        assertThat(Descriptions.forNative(offer(other)).text()).isEqualTo(other);
    }

    @Test
    void otherSections_stayAsTheyAre() throws Exception {
        String data =
                "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n"
                        + "c=IN IP4 0.0.0.0\r\n"
                        + "a=ice-ufrag:Warm\r\na=ice-pwd:warmwarmwarmwarmwarmwa12\r\n"
                        + fingerprint()
                        + "a=setup:actpass\r\na=mid:1\r\na=sctp-port:5000\r\n";
        assertThat(Descriptions.forNative(offer(Offers.ofChromium() + data)).text()).endsWith(data);
    }

    @Test
    void hiddenCandidates_leaveTheOffer() throws Exception {
        GuardedSdp offer = offer(Offers.ofChromium() + HIDDEN + SHOWN);
        assertThat(Descriptions.hidesAddresses(offer)).isTrue();
        assertThat(Descriptions.forNative(offer).text()).contains(SHOWN).doesNotContain(".local");
        assertThat(Descriptions.hidesAddresses(offer(Offers.ofChromium() + SHOWN))).isFalse();
    }

    @Test
    void passive_changesTheRoleOnly() {
        assertThat(Descriptions.passive("a=mid:0\r\na=setup:active\r\na=sendonly\r\n"))
                .isEqualTo("a=mid:0\r\na=setup:passive\r\na=sendonly\r\n");
    }

    private static String fingerprint() {
        return Offers.ofChromium()
                        .lines()
                        .filter(line -> line.startsWith("a=fingerprint"))
                        .findFirst()
                        .orElseThrow()
                + "\r\n";
    }

    private static GuardedSdp offer(String text) throws Exception {
        return SdpGuard.accept(text);
    }
}
