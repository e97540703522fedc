package dev.webrtclab.mediapeer.worker.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.mediapeer.worker.testing.Offers;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.signaling.EvidenceEvent.MediaSection;
import java.util.List;
import org.junit.jupiter.api.Test;

class DescriptionSummaryTest {
    private static final String TEXT =
            """
            v=0
            a=fingerprint:sha-256 AB:CD
            m=video 9 UDP/TLS/RTP/SAVPF 96 97 98
            a=ice-ufrag:abcd
            a=ice-pwd:secretsecretsecretsecret
            a=setup:actpass
            a=recvonly
            a=rtpmap:96 VP8/90000
            a=rtpmap:97 rtx/90000
            a=rtpmap:98 VP8/90000
            m=audio 0 UDP/TLS/RTP/SAVPF 111
            a=rtpmap:111 opus/48000/2
            """;

    @Test
    void description_isSummed_withoutItsPassword() {
        var summary = DescriptionSummary.of(TEXT, false, true, null, 1);

        assertThat(summary)
                .isEqualTo(
                        new EvidenceEvent.Description(
                                "remote",
                                "offer",
                                true,
                                null,
                                "sha-256 AB:CD",
                                "actpass",
                                List.of(
                                        new MediaSection(
                                                "video", "recvonly", List.of("VP8", "rtx"), false),
                                        new MediaSection(
                                                "audio", "sendrecv", List.of("opus"), true)),
                                1));
    }

    @Test
    void offerOfABrowser_isSummed() {
        var summary = DescriptionSummary.of(Offers.ofChromium(), false, true, null, 1);

        assertThat(summary.fingerprint()).startsWith("sha-256 ");
        assertThat(summary.media().getFirst().codecs()).contains("VP8", "H264");
        assertThat(summary.toString()).doesNotContain("ice-pwd");
    }

    @Test
    void refusal_isToldInTheEnginesWords_butNeverQuotesThePassword() {
        var summary =
                DescriptionSummary.of(
                        "",
                        true,
                        false,
                        "Failed to parse SessionDescription.\na=ice-pwd:secret Invalid",
                        2);

        assertThat(summary.accepted()).isFalse();
        assertThat(summary.problem()).isEqualTo("Failed to parse SessionDescription. a=ice-pwd");
        assertThat(summary.media()).isEmpty();
    }
}
