package dev.webrtclab.protocol.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.webrtclab.protocol.json.WireJson;
import dev.webrtclab.protocol.record.Participant;
import dev.webrtclab.protocol.record.Pseudonyms;
import dev.webrtclab.protocol.record.RecordJson;
import dev.webrtclab.protocol.record.RelayEvent;
import dev.webrtclab.protocol.record.SessionEvent;
import dev.webrtclab.protocol.record.Source;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The schema of session files is made from the records: run with {@code -Dprotocol.schemas=write}
 * after a change.
 */
class SessionFileSchemaTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path SCHEMA = Path.of("../docs/protocol/session-file.schema.json");
    private static final Path SAMPLE = Path.of("../docs/protocol/samples/session-file.json");

    @Test
    void schema_isWhatTheRecordsSay() throws IOException {
        String generated =
                MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(schema()) + "\n";
        if ("write".equals(System.getProperty("protocol.schemas"))) {
            Files.writeString(SCHEMA, generated);
        }
        assertThat(SCHEMA)
                .as("stale: run the tests of protocol with -Dprotocol.schemas=write")
                .hasContent(generated);
    }

    @Test
    void sample_fitsTheSchema_withRealAddressesAndWithPseudonyms() throws IOException {
        ObjectNode sample = (ObjectNode) MAPPER.readTree(Files.readString(SAMPLE));
        assertThat(read().validate(sample)).isEmpty();
        assertThat(read().validate(Pseudonyms.in(sample))).isEmpty();
    }

    @Test
    void eventWithoutItsFields_doesNotFit() throws IOException {
        ObjectNode sample = (ObjectNode) MAPPER.readTree(Files.readString(SAMPLE));
        ((ObjectNode) sample.path("events").get(13)).remove("value");
        assertThat(read().validate(sample)).isNotEmpty();
    }

    private static JsonSchema read() throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(SCHEMA));
    }

    private static ObjectNode schema() {
        ObjectNode schema = MAPPER.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Session file of WebRTC Lab");
        schema.put("type", "object");
        ObjectNode fields = schema.putObject("properties");
        fields.putObject("format").put("const", RecordJson.FORMAT);
        fields.putObject("version").put("const", RecordJson.VERSION);
        fields.putObject("id").put("type", "string").put("pattern", "^[A-Za-z0-9-]{1,64}$");
        fields.putObject("startedAt").put("type", "string").put("format", "date-time");
        fields.putObject("endedAt").put("type", "string").put("format", "date-time");
        ObjectNode participants = fields.putObject("participants").put("type", "array");
        participants.put("minItems", 2).put("maxItems", 2).set("items", participant());
        fields.putObject("events").put("type", "array").set("items", event());
        fields.putObject("dropped").put("type", "integer");
        fields.putObject("addresses").put("const", "pseudonyms");
        ArrayNode required = schema.putArray("required");
        required.add("format").add("version").add("id").add("startedAt");
        required.add("participants").add("events").add("dropped");
        return schema;
    }

    private static ObjectNode participant() {
        ObjectNode participant = WireSchemas.inFile(Participant.class);
        participant
                .withObjectProperty("properties")
                .putObject("nat")
                .put("type", "object")
                .put("description", "the NAT report as GET /api/nat gives it");
        return participant;
    }

    private static ObjectNode event() {
        ObjectNode event = MAPPER.createObjectNode().put("type", "object");
        ObjectNode fields = event.putObject("properties");
        fields.putObject("n").put("type", "integer");
        fields.putObject("at").put("type", "number");
        fields.putObject("uncertaintyMs").put("type", "number");
        ObjectNode source = WireSchemas.inFile(Source.class);
        JsonNode basis = MAPPER.createArrayNode().add("kind").add("where");
        source.set("required", basis);
        fields.set("source", source);
        fields.putObject("from").put("type", "string");
        fields.putObject("to").put("type", "string");
        event.putArray("required")
                .add("n")
                .add("at")
                .add("uncertaintyMs")
                .add("source")
                .add("from");
        ArrayNode kinds = event.putArray("oneOf");
        kinds().forEach((type, record) -> kinds.add(kind(type, record)));
        return event;
    }

    private static Map<String, Class<?>> kinds() {
        Map<String, Class<?>> kinds = new LinkedHashMap<>();
        kinds.put("signal", SessionEvent.Signaled.class);
        for (Class<?> record : EvidenceEvent.class.getPermittedSubclasses()) {
            if (record.isSealed()) {
                for (Class<?> member : record.getPermittedSubclasses()) {
                    kinds.put(WireJson.name(member), member);
                }
            } else {
                kinds.put(WireJson.name(record), record);
            }
        }
        kinds.put("relay", RelayEvent.class);
        kinds.put("nat_report", SessionEvent.NatReported.class);
        kinds.put("left", SessionEvent.Left.class);
        return kinds;
    }

    private static ObjectNode kind(String type, Class<?> record) {
        ObjectNode schema = WireSchemas.inFile(record);
        ObjectNode fields = schema.withObjectProperty("properties");
        fields.putObject("type").put("const", type);
        fields.remove("kind");
        ArrayNode required = MAPPER.createArrayNode().add("type");
        schema.path("required")
                .forEach(
                        name -> {
                            if (!name.asText().equals("kind") && !name.asText().equals("type")) {
                                required.add(name.asText());
                            }
                        });
        schema.set("required", required);
        return schema;
    }
}
