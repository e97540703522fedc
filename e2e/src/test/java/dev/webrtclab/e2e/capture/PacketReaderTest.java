package dev.webrtclab.e2e.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.webrtclab.e2e.Http;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lines as tshark 4.4.18 wrote them. */
class PacketReaderTest {
    private static final String BINDING =
            """
            {"timestamp":"1795256400294","layers":{"frame_time_epoch":["1795256400.294398760"],"ip_src":["198.51.100.129"],"ip_dst":["198.51.100.10"],"udp_srcport":["48247"],"udp_dstport":["3478"],"stun_type_class":["0x0000"],"stun_type_method":["0x0001"],"stun_id":["a6b99efda1017d45a233b260"]}}
            """;
    private static final String BINDING_SUCCESS =
            """
            {"timestamp":"1795256400294","layers":{"frame_time_epoch":["1795256400.294898000"],"ip_src":["198.51.100.10"],"ip_dst":["10.81.4.129"],"udp_srcport":["3478"],"udp_dstport":["48247"],"stun_type_class":["0x0010"],"stun_type_method":["0x0001"],"stun_id":["a6b99efda1017d45a233b260"],"stun_att_type":["0x802b","0x0020","0x802c","0x8022"],"stun_att_ipv4":["198.51.100.10","198.51.100.24","198.51.100.11"],"stun_att_port":["3478","48247","3479"]}}
            """;
    private static final String QUESTION =
            """
            {"timestamp":"1795256406643","layers":{"frame_time_epoch":["1795256406.643138427"],"ip_src":["172.21.0.2"],"ip_dst":["172.21.0.3"],"tcp_srcport":["58408"],"tcp_dstport":["8081"],"websocket_payload_text":["{\\"type\\":\\"clock\\",\\"id\\":2,\\"sent_at\\":1795256406639}"]}}
            """;
    private static final String ANSWER =
            """
            {"timestamp":"1795256406651","layers":{"frame_time_epoch":["1795256406.651704414"],"ip_src":["172.21.0.3"],"ip_dst":["172.21.0.2"],"tcp_srcport":["8081"],"tcp_dstport":["58408"],"websocket_payload_text":["{\\"type\\":\\"clock\\",\\"id\\":2,\\"sent_at\\":1.795256406639E12,\\"received_at\\":1.7952564066440862E12,\\"replied_at\\":1.7952564066507654E12}"]}}
            """;

    private static Packet.Text text(String line) {
        return (Packet.Text) PacketReader.read(line).getFirst();
    }

    @Test
    void stunMessage_isReadWithItsEndsMethodAndTransactionId() {
        Packet.Stun stun = (Packet.Stun) PacketReader.read(BINDING).getFirst();
        assertThat(stun.at()).isEqualTo(1795256400294.39876, within(0.001));
        assertThat(stun.from()).isEqualTo(new Packet.End("198.51.100.129", 48247));
        assertThat(stun.to()).isEqualTo(new Packet.End("198.51.100.10", 3478));
        assertThat(stun.kind()).isEqualTo(Packet.Kind.REQUEST);
        assertThat(stun.method()).isEqualTo("binding");
        assertThat(stun.id()).isEqualTo("a6b99efda1017d45a233b260");
    }

    @Test
    void answerToABinding_isReadWithTheMappedAddress() {
        Packet.Stun stun = (Packet.Stun) PacketReader.read(BINDING_SUCCESS).getFirst();
        assertThat(stun.mapped()).isEqualTo(new Packet.End("198.51.100.24", 48247));
        Packet.Stun request = (Packet.Stun) PacketReader.read(BINDING).getFirst();
        assertThat(request.mapped()).isNull();
    }

    @Test
    void severalMessagesInOneSegment_areAllRead() {
        String line =
                """
                {"layers":{"frame_time_epoch":["1.5"],"ip_src":["a"],"ip_dst":["b"],"tcp_srcport":["3478"],"tcp_dstport":["2"],"stun_type_class":["0x0010","0x0011"],"stun_type_method":["0x0003","0x0008"],"stun_id":["01","02"]}}
                """;
        assertThat(PacketReader.read(line))
                .extracting(packet -> ((Packet.Stun) packet).method())
                .containsExactly("allocate", "create-permission");
    }

    @Test
    void linesWithoutLayers_areNoPackets() {
        assertThat(PacketReader.read("{\"index\":{\"_index\":\"packets\"}}")).isEmpty();
    }

    @Test
    void webSocketText_isReadAsJson() {
        assertThat(text(QUESTION).type()).isEqualTo("clock");
        assertThat(text(QUESTION).to().port()).isEqualTo(8081);
    }

    @Test
    void clockOffset_liesBetweenWhatQuestionAndAnswerAllow() {
        ClockOffset offset = ClockOffset.of(List.of(text(QUESTION), text(ANSWER)));
        // The service read its clock 0.95 ms after the question passed and again 0.94 ms before its
        // answer did.
        assertThat(offset.ms()).isEqualTo(0.005, within(0.01));
        assertThat(offset.uncertaintyMs()).isEqualTo(0.943, within(0.01));
        assertThatThrownBy(() -> ClockOffset.of(List.of(text(QUESTION))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void recordAndWire_useTheSameWords() {
        ClockOffset clock = new ClockOffset(10, 0.5);
        List<Observed> wire =
                Observed.stunOf(
                        PacketReader.read(BINDING),
                        clock,
                        "198.51.100.129",
                        List.of("198.51.100.10"));
        List<Observed> recorded =
                Observed.stunOf(
                        Http.parse(
                                """
                                {"events":[{"at":1795256400304.3,"uncertaintyMs":0.4,"source":{"by":"m"},"type":"stun_sent",
                                "method":"binding","id":"a6b99efda1017d45a233b260","toward":"stun","remote":"198.51.100.10:3478"}]}
                                """),
                        "m");
        assertThat(wire)
                .extracting(Observed::what)
                .isEqualTo(List.of("sent binding request a6b99efda1017d45a233b260"));
        assertThat(recorded)
                .extracting(Observed::what)
                .isEqualTo(wire.stream().map(Observed::what).toList());
        assertThat(Map.of("ms", wire.getFirst().at() - recorded.getFirst().at()))
                .hasEntrySatisfying("ms", ms -> assertThat(ms).isEqualTo(0.1, within(0.01)));
    }
}
