package dev.webrtclab.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.webrtclab.protocol.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PseudonymsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path SAMPLE = Path.of("../docs/protocol/samples/session-file.json");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "10.81.5.2:40000 | 10.0.1.1:40000",
                "172.18.0.4 | 172.16.1.1",
                "192.168.178.20 | 192.168.1.1",
                "100.64.7.1 | 100.64.1.1",
                "169.254.3.3 | 169.254.1.1",
                "8.8.8.8 | 198.18.1.1",
                "127.0.0.1:3478 | 127.0.0.1:3478",
                "0.0.0.0:0 | 0.0.0.0:0",
                "[::1]:9 | [::1]:9",
                "[2a02:a45f:1::17]:9 | [2001:db8:0:1::1]:9",
                "fe80::1ff:fe23:4567:890a | fe80:0:0:1::1",
                "fd12:3456::1 | fd00:0:0:1::1",
                "turns:turn.example.org:443?transport=tcp | turns:host-1.invalid:443?transport=tcp",
                "turn:localhost:3478 | turn:localhost:3478",
                "turn:9.9.9.9:3478 | turn:198.18.1.1:3478",
                "1b5c7a40-aaaa.local | hidden-1.local",
                "at 09:44:24 sharp | at 09:44:24 sharp",
                "sha-256 AA:BB:CC:DD:EE:FF:00:11:22 | sha-256 AA:BB:CC:DD:EE:FF:00:11:22",
                "version 300.1.2.3 | version 300.1.2.3",
                "candidate:1 1 udp 2 10.1.1.1 5 typ srflx raddr 10.1.1.2 rport 6"
                        + " | candidate:1 1 udp 2 10.0.1.1 5 typ srflx raddr 10.0.1.2 rport 6"
            })
    void text_keepsItsShape_butNotItsAddresses(String real, String shared) {
        ObjectNode file = MAPPER.createObjectNode().put("text", real);
        assertThat(Pseudonyms.in(file).path("text").asText()).isEqualTo(shared);
    }

    @Test
    void sameAddress_hasTheSameStandIn_andNeighboursStayNeighbours() {
        ObjectNode file = MAPPER.createObjectNode();
        file.put("a", "93.184.216.34:1").put("b", "to 93.184.216.34").put("c", "93.184.216.35");
        ObjectNode shared = Pseudonyms.in(file);
        assertThat(shared.path("a").asText()).isEqualTo("198.18.1.1:1");
        assertThat(shared.path("b").asText()).isEqualTo("to 198.18.1.1");
        assertThat(shared.path("c").asText()).isEqualTo("198.18.1.2");
    }

    @Test
    void standIn_isNeverARealAddress() {
        ObjectNode file = MAPPER.createObjectNode();
        file.put("a", "10.77.1.9").put("b", "10.0.1.1").put("c", "10.0.1.2");
        ObjectNode shared = Pseudonyms.in(file);
        assertThat(shared.toString()).doesNotContain("10.77.1.9", "\"10.0.1.1\"", "\"10.0.1.2\"");
    }

    @Test
    void userNames_areReplacedToo_andTimesStay() throws IOException {
        ObjectNode shared = Pseudonyms.in((ObjectNode) MAPPER.readTree(Files.readString(SAMPLE)));
        assertThat(shared.toString()).doesNotContain("5d0a5ce4c1f0").doesNotContain("77aa");
        assertThat(shared.path("startedAt").asText()).isEqualTo("2026-11-21T09:00:00Z");
        assertThat(shared.path("addresses").asText()).isEqualTo("pseudonyms");
    }

    @Test
    void sharedFile_isASessionFile_withTheSameEvents() throws IOException, RefusedException {
        ObjectNode file = (ObjectNode) MAPPER.readTree(Files.readString(SAMPLE));
        RecordJson json = new RecordJson();
        SessionRecord real = json.read(file);
        SessionRecord shared = json.read(Pseudonyms.in(file));
        assertThat(shared.events()).hasSameSizeAs(real.events());
        assertThat(shared.events())
                .extracting(SessionEvent::at)
                .containsExactlyElementsOf(real.events().stream().map(SessionEvent::at).toList());
        assertThat(Pseudonyms.in(Pseudonyms.in(file)).path("events"))
                .as("the stand-ins of stand-ins are as many")
                .hasSameSizeAs(file.path("events"));
    }

    @Test
    void noRandomAddress_survives() {
        Random random = new Random(7);
        Pattern dotted = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");
        for (int i = 0; i < 500; i++) {
            String real =
                    (1 + random.nextInt(126))
                            + "."
                            + random.nextInt(256)
                            + "."
                            + random.nextInt(256)
                            + "."
                            + random.nextInt(256);
            ObjectNode file =
                    MAPPER.createObjectNode()
                            .put("text", "x=" + real + ",[" + real + "]:5;" + real);
            String shared = Pseudonyms.in(file).path("text").asText();
            assertThat(shared).doesNotContain(real);
            assertThat(dotted.matcher(shared).results().map(java.util.regex.MatchResult::group))
                    .hasSize(3)
                    .allMatch(found -> !found.equals(real));
        }
    }
}
