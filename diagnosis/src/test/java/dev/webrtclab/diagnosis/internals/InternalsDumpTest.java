package dev.webrtclab.diagnosis.internals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.webrtclab.diagnosis.verdict.Remark;
import dev.webrtclab.diagnosis.verdict.Stage;
import dev.webrtclab.diagnosis.verdict.StageReport;
import dev.webrtclab.diagnosis.verdict.Verdict;
import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.record.RecordJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InternalsDumpTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void newForm_connected_isJudgedAsFarAsOneHalfTells() throws Exception {
        Verdict verdict = InternalsDump.read(dump("chromium-156")).verdict();
        assertThat(verdict.code().word()).isEqualTo("connected-direct");
        assertThat(verdict.stages())
                .extracting(StageReport::result)
                .containsOnly(StageReport.Result.PASSED);
        assertThat(verdict.missing())
                .extracting(Remark::code)
                .contains(
                        "dump-other-end",
                        "dump-servers",
                        "dump-each-second",
                        "dump-other-connections");
    }

    @Test
    void newForm_bothHalves_tellWhoCalled() throws Exception {
        JsonNode file = MAPPER.readTree(dump("chromium-156"));
        List<Boolean> callers =
                file.path("PeerConnections").properties().stream()
                        .map(entry -> only(file, entry.getKey()))
                        .map(text -> read(text).record())
                        .map(record -> record.caller().peerId().equals(Half.HERE))
                        .toList();
        assertThat(callers).containsExactly(true, false);
    }

    @Test
    void oldForm_failed_isExplained() throws Exception {
        Imported imported = InternalsDump.read(dump("old-form"));
        Verdict verdict = imported.verdict();
        assertThat(verdict.code().word()).isEqualTo("bridge-address-advertised");
        assertThat(verdict.reasons()).extracting(Remark::code).contains("turn-unreachable");
        assertThat(verdict.stages().get(Stage.CHECKS.ordinal()).result())
                .isEqualTo(StageReport.Result.FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chromium-156", "old-form"})
    void record_holdsNoSecret_andIsASessionFile(String name) throws Exception {
        RecordJson json = new RecordJson();
        String written = json.write(InternalsDump.read(dump(name)).record()).toString();
        assertThat(written)
                .doesNotContain("hunter2", "alice", "ice-pwd", "Zm9yIHRoZSB0ZXN0IG9ubHkh")
                .doesNotContain(passwords(dump(name)));
        assertThat(json.read(written).events()).isNotEmpty();
    }

    @Test
    void credentialInAProblem_isTakenOut() throws Exception {
        ObjectNode file = (ObjectNode) MAPPER.readTree(dump("old-form"));
        ArrayNode log = (ArrayNode) file.path("PeerConnections").path("1234-1").path("updateLog");
        ((ObjectNode) log.get(6))
                .put("type", "setRemoteDescriptionOnFailure")
                .put("value", "Failed to parse a=ice-pwd:Zm9yIHRoZSB0ZXN0IG9ubHkh\r\n");
        String written = new RecordJson().write(read(file.toString()).record()).toString();
        assertThat(written).contains("Failed to parse").doesNotContain("Zm9yIHRoZSB0");
    }

    @Test
    void whatIsNoDump_isRefused() {
        for (String text :
                List.of(
                        "{}",
                        "{\"PeerConnections\":{}}",
                        "{\"PeerConnections\":[]}",
                        "{\"PeerConnections\":{\"1\":{\"updateLog\":[]}}}")) {
            assertThatThrownBy(() -> InternalsDump.read(text))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            e ->
                                    assertThat(e.refusal().code())
                                            .isEqualTo(ErrorCode.SESSION_FILE_REFUSED));
        }
        assertThatThrownBy(() -> InternalsDump.read("[".repeat(100)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal().code()).isEqualTo(ErrorCode.MALFORMED_JSON));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chromium-156", "old-form"})
    void damagedDump_isReadOrRefused_butNeverThrows(String name) throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            JsonNode file = MAPPER.readTree(dump(name));
            damage(file, random);
            try {
                assertThat(InternalsDump.read(file.toString()).verdict()).isNotNull();
            } catch (RefusedException refused) {
                assertThat(refused.refusal().detail()).isNotBlank();
            }
        }
    }

    @Test
    void dump_isToldFromASessionFile() throws Exception {
        assertThat(InternalsDump.isDump(dump("old-form"))).isTrue();
        assertThat(InternalsDump.isDump("{\"format\":\"webrtc-lab-session\"}")).isFalse();
    }

    private static void damage(JsonNode file, Random random) {
        ObjectNode connection =
                (ObjectNode) file.path("PeerConnections").properties().iterator().next().getValue();
        ArrayNode log = (ArrayNode) connection.path("updateLog");
        ObjectNode entry = (ObjectNode) log.get(random.nextInt(log.size()));
        ObjectNode stats = (ObjectNode) connection.path("stats");
        List<String> names = stats.properties().stream().map(Map.Entry::getKey).toList();
        ObjectNode series = (ObjectNode) stats.path(names.get(random.nextInt(names.size())));
        switch (random.nextInt(6)) {
            case 0 -> entry.remove("value");
            case 1 -> entry.put("value", entry.path("value").asText().replace("a", "{"));
            case 2 -> entry.putObject("timestamp");
            case 3 -> series.put("values", "[null,1,\"x\",{},[[]]]");
            case 4 -> series.putArray("values").addNull().add("x");
            default -> stats.remove(names.get(random.nextInt(names.size())));
        }
    }

    private static String only(JsonNode file, String connection) {
        ObjectNode alone = ((ObjectNode) file).deepCopy();
        ((ObjectNode) alone.path("PeerConnections")).retain(connection);
        return alone.toString();
    }

    private static Imported read(String text) {
        try {
            return InternalsDump.read(text);
        } catch (RefusedException e) {
            throw new IllegalStateException(e.refusal().detail(), e);
        }
    }

    private static List<String> passwords(String dump) {
        return Pattern.compile("ice-pwd:([A-Za-z0-9+/]+)")
                .matcher(dump)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    private static String dump(String name) throws IOException {
        return Files.readString(Path.of("src/test/resources/internals", name + ".json"));
    }
}
