package dev.webrtclab.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.webrtclab.protocol.record.Participant;
import dev.webrtclab.protocol.signaling.ClientMessage;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Description;
import dev.webrtclab.protocol.signaling.EvidenceEvent.MediaSection;
import dev.webrtclab.protocol.signaling.PeerId;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundsTest {
    private static final PeerId ANNA = new PeerId("anna");

    @ParameterizedTest
    @CsvSource({"64, 64, 15", "64, 64, 1", "1, 64, 512", "8, 64, 0"})
    void observationThatIsTooLargeAsAWhole_isRefused(int sections, int codecs, int length) {
        Description large = description(sections, codecs, "x".repeat(length));
        assertThatThrownBy(() -> new ClientMessage.Evidence(ANNA, 1, 1, large))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("all texts together");
    }

    @Test
    void wholeDescription_withFiveSectionsOfManyCodecs_isTaken() {
        Description honest = description(5, 45, "H264");
        assertThatCode(() -> new ClientMessage.Evidence(ANNA, 1, 1, honest))
                .doesNotThrowAnyException();
    }

    @Test
    void wideCharacters_countTwice() {
        assertThat(Bounds.size("ab")).isEqualTo(50);
        assertThat(Bounds.size("a\u4e00")).isEqualTo(52);
    }

    @Test
    void size_isThatOfAllTexts() {
        assertThat(Bounds.size(new EvidenceEvent.State("ice", "checking"))).isEqualTo(107);
        assertThat(Bounds.size(new EvidenceEvent.FirstFrameSent())).isZero();
    }

    @Test
    void reportOfAParticipant_isBoundedToo() {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("mapping", "endpoint-independent");
        assertThatCode(() -> Bounds.check(participant(report))).doesNotThrowAnyException();
        for (int i = 0; i < 1000; i++) {
            report.putArray("field-" + i);
        }
        assertThatThrownBy(() -> Bounds.check(participant(report)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("nat is too large");
    }

    private static Description description(int sections, int codecs, String codec) {
        MediaSection section =
                new MediaSection("video", "sendrecv", Collections.nCopies(codecs, codec), false);
        List<MediaSection> media = Collections.nCopies(sections, section);
        return new Description("local", "offer", true, null, null, null, media, 1);
    }

    private static Participant participant(ObjectNode nat) {
        return new Participant(ANNA, Participant.Role.BROWSER, null, null, nat);
    }
}
