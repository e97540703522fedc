package dev.webrtclab.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.json.WireJson;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordJsonTest {
    private static final Path SAMPLE = Path.of("../docs/protocol/samples/session-file.json");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final RecordJson json = new RecordJson();

    @Test
    void sample_isReadAndWrittenUnchanged() throws IOException, RefusedException {
        SessionRecord record = json.read(Files.readString(SAMPLE));
        JsonNode written = MAPPER.readTree(json.write(record).toString());
        assertThat(written.path("events")).containsExactlyElementsOf(sample().path("events"));
        assertThat(written).isEqualTo(sample());
    }

    @Test
    void sample_hasEveryTypeOfEvent() throws IOException {
        List<String> types = new ArrayList<>(WireJson.of(EvidenceEvent.class).types());
        types.addAll(List.of("signal", "relay", "nat_report", "left"));
        assertThat(sample().path("events").findValuesAsText("type"))
                .containsExactlyInAnyOrderElementsOf(types);
    }

    @Test
    void unknownTypes_areLeftOutAndCounted() throws IOException, RefusedException {
        ObjectNode file = sample();
        ((ObjectNode) file.path("events").get(3)).put("type", "telepathy");
        SessionRecord record = json.read(file.toString());
        assertThat(record.dropped()).isEqualTo(1);
        assertThat(record.events()).hasSize(sample().path("events").size() - 1);
    }

    static List<Arguments> hostile() {
        return List.of(
                broken("other format", file -> file.put("format", "zip")),
                broken("version of the future", file -> file.put("version", 3)),
                broken("no events", file -> file.remove("events")),
                broken(
                        "one participant",
                        file -> ((ArrayNode) file.path("participants")).remove(0)),
                broken(
                        "many participants",
                        file -> {
                            ArrayNode participants = (ArrayNode) file.path("participants");
                            for (int i = 0; i < 1000; i++) {
                                participants.add(participants.get(0));
                            }
                        }),
                broken("head of objects", file -> file.putObject("id").putObject("id")),
                broken("no start", file -> file.remove("startedAt")),
                broken("path as id", file -> file.put("id", "../../etc")),
                broken("time as text", file -> event(file, 1).put("at", "noon")),
                broken("long text", file -> event(file, 5).put("text", "x".repeat(513))),
                broken("control character", file -> event(file, 5).put("text", "a\u001b[31m")),
                broken("text as number", file -> event(file, 5).put("code", "many")),
                broken("field missing", file -> event(file, 13).remove("value")),
                broken(
                        "source of another kind",
                        file -> event(file, 2).withObjectProperty("source").put("kind", "dreamt")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void brokenFile_isRefusedWithoutRepeatingIt(String name, Consumer<ObjectNode> damage)
            throws IOException {
        ObjectNode file = sample();
        damage.accept(file);
        assertThatThrownBy(() -> json.read(file.toString()))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e ->
                                assertThat(e.refusal().code())
                                        .isEqualTo(ErrorCode.SESSION_FILE_REFUSED));
    }

    @Test
    void fileThatGoesOnAfterItsEnd_isRefused() throws IOException {
        String twice = Files.readString(SAMPLE) + "{}";
        assertThatThrownBy(() -> json.read(twice))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal().code()).isEqualTo(ErrorCode.MALFORMED_JSON));
    }

    @Test
    void bytesAndTree_areReadAsTheText() throws IOException, RefusedException {
        SessionRecord record = json.read(Files.readString(SAMPLE));
        assertThat(json.read(Files.readAllBytes(SAMPLE))).isEqualTo(record);
        assertThat(json.read(sample())).isEqualTo(record);
    }

    @Test
    void textOfARecord_isThatOfItsTree_withAndWithoutStandIns()
            throws IOException, RefusedException {
        SessionRecord record = json.read(Files.readString(SAMPLE));
        ObjectNode more = MAPPER.createObjectNode();
        more.put("startedAt", "2026-01-01T12:00:00Z").put("source", "http://camera.example/");
        ObjectNode tree = json.write(record);
        tree.setAll(more);
        assertThat(new String(json.write(record, more, false), StandardCharsets.UTF_8))
                .isEqualTo(tree.toString());
        assertThat(new String(json.write(record, more, true), StandardCharsets.UTF_8))
                .isEqualTo(Pseudonyms.in(tree).toString());
    }

    @Test
    void namesOfEnds_areKeptOnce() throws IOException, RefusedException {
        List<SessionEvent> events = json.read(Files.readString(SAMPLE)).events();
        SessionEvent one = events.getLast();
        assertThat(events)
                .filteredOn(event -> event.from().equals(one.from()))
                .hasSizeGreaterThan(1)
                .allSatisfy(event -> assertThat(event.from()).isSameAs(one.from()));
    }

    @Test
    void whatIsNoJson_isRefused() {
        assertThatThrownBy(() -> json.read("[".repeat(100_000)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal().code()).isEqualTo(ErrorCode.MALFORMED_JSON));
    }

    private static Arguments broken(String name, Consumer<ObjectNode> damage) {
        return Arguments.of(name, damage);
    }

    private static ObjectNode event(ObjectNode file, int index) {
        return (ObjectNode) file.path("events").get(index);
    }

    private static ObjectNode sample() throws IOException {
        JsonNode file = MAPPER.readTree(Files.readString(SAMPLE));
        return (ObjectNode) file;
    }
}
