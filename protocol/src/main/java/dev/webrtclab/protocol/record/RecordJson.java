package dev.webrtclab.protocol.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.json.WireJson;
import dev.webrtclab.protocol.record.SessionEvent.Left;
import dev.webrtclab.protocol.record.SessionEvent.NatReported;
import dev.webrtclab.protocol.record.SessionEvent.Observed;
import dev.webrtclab.protocol.record.SessionEvent.Relay;
import dev.webrtclab.protocol.record.SessionEvent.Signaled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Session records as JSON, in both directions: one flat object per event, with {@code type} and the
 * fields of its kind. docs/session-file.md describes it. Safe for any number of threads.
 */
public final class RecordJson {
    /** Value of the field {@code format}. */
    public static final String FORMAT = "webrtc-lab-session";

    /** Value of the field {@code version} that is written; version 1 is read too. */
    public static final int VERSION = 2;

    static final String SIGNAL = "signal";
    static final String RELAY = "relay";
    static final String NAT_REPORT = "nat_report";
    static final String LEFT = "left";
    static final String TYPE = "type";
    private static final String EVENTS = "events";
    private static final String DROPPED = "dropped";

    private final ObjectMapper mapper = WireJson.fileMapper();
    private final RecordReading reading = new RecordReading(mapper);

    /** The whole record. */
    public ObjectNode write(SessionRecord record) {
        ObjectNode json = head(record);
        ArrayNode events = json.putArray(EVENTS);
        record.events().forEach(event -> events.add(write(event)));
        json.put(DROPPED, record.dropped());
        return json;
    }

    /**
     * The same as text in UTF-8; one event at a time is a tree.
     *
     * @param more further fields; they take the place of those of the same name
     * @param isShared whether it has stand-ins as {@link Pseudonyms#in} makes them
     */
    public byte[] write(SessionRecord record, ObjectNode more, boolean isShared) {
        ObjectNode head = head(record);
        ObjectNode tail = mapper.createObjectNode().put(DROPPED, record.dropped());
        more.properties()
                .forEach(
                        field ->
                                (head.has(field.getKey()) ? head : tail)
                                        .set(field.getKey(), field.getValue()));
        Stream<ObjectNode> events = record.events().stream().map(this::write);
        if (!isShared) {
            return write(head, events, () -> tail);
        }
        Pseudonyms pseudonyms =
                Pseudonyms.of(
                        Stream.concat(
                                Stream.of(head, tail), record.events().stream().map(this::write)));
        return write(
                pseudonyms.replaced(head),
                events.map(pseudonyms::replaced),
                () -> pseudonyms.replaced(tail).put("addresses", "pseudonyms"));
    }

    private byte[] write(ObjectNode head, Stream<ObjectNode> events, Supplier<ObjectNode> tail) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (JsonGenerator json = mapper.createGenerator(file)) {
            json.writeStartObject();
            writeFields(json, head);
            json.writeArrayFieldStart(EVENTS);
            for (ObjectNode event : (Iterable<ObjectNode>) events::iterator) {
                mapper.writeTree(json, event);
            }
            json.writeEndArray();
            writeFields(json, tail.get());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a record of our own does not serialise", e);
        }
        return file.toByteArray();
    }

    private void writeFields(JsonGenerator json, ObjectNode fields) throws IOException {
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            json.writeFieldName(field.getKey());
            mapper.writeTree(json, field.getValue());
        }
    }

    /** What comes before the events. */
    private ObjectNode head(SessionRecord record) {
        ObjectNode json = mapper.createObjectNode();
        json.put("format", FORMAT);
        json.put("version", VERSION);
        json.put("id", record.id());
        json.put("startedAt", time(record.startedAt()));
        if (record.endedAt() != null) {
            json.put("endedAt", time(record.endedAt()));
        }
        return json.set("participants", mapper.valueToTree(record.participants()));
    }

    /** One event. */
    public ObjectNode write(SessionEvent event) {
        ObjectNode json = mapper.createObjectNode();
        json.put("n", event.n());
        json.put("at", event.at());
        json.put("uncertaintyMs", event.uncertaintyMs());
        ObjectNode source = mapper.valueToTree(event.source());
        if (event.source().basis().isEmpty()) {
            source.remove("basis");
        }
        json.set("source", source);
        json.put("from", event.from());
        if (event.to() != null) {
            json.put("to", event.to());
        }
        return switch (event.what()) {
            case Signaled signaled -> what(json, SIGNAL, signaled);
            case Observed(var observed) -> {
                ObjectNode fields = mapper.valueToTree(observed);
                json.put(TYPE, fields.remove("kind").textValue());
                yield json.setAll(fields);
            }
            case Relay(var relay) -> what(json, RELAY, relay);
            case NatReported report -> what(json, NAT_REPORT, report);
            case Left left -> what(json, LEFT, left);
        };
    }

    private ObjectNode what(ObjectNode json, String type, Record fields) {
        json.put(TYPE, type);
        ObjectNode tree = mapper.valueToTree(fields);
        tree.remove(TYPE);
        return json.setAll(tree);
    }

    /**
     * Reads a session file. Events of types that this version does not know are left out and
     * counted as dropped.
     *
     * @throws RefusedException {@link ErrorCode#MALFORMED_JSON} or {@link
     *     ErrorCode#SESSION_FILE_REFUSED}; its detail never repeats the input
     */
    public SessionRecord read(String text) throws RefusedException {
        try (JsonParser json = mapper.createParser(text)) {
            return reading.read(json);
        } catch (IOException e) {
            throw new RefusedException(ErrorCode.MALFORMED_JSON, "the file is not JSON");
        }
    }

    /** As {@link #read(String)}, from the bytes of the text; one event at a time is a tree. */
    public SessionRecord read(byte[] file) throws RefusedException {
        try (JsonParser json = mapper.createParser(file)) {
            return reading.read(json);
        } catch (IOException e) {
            throw new RefusedException(ErrorCode.MALFORMED_JSON, "the file is not JSON");
        }
    }

    /** As {@link #read(String)}, from a tree. */
    public SessionRecord read(JsonNode tree) throws RefusedException {
        try (JsonParser json = mapper.treeAsTokens(tree)) {
            return reading.read(json);
        } catch (IOException e) {
            throw new IllegalStateException("a tree has no syntax that could be wrong", e);
        }
    }

    private static String time(double at) {
        return Instant.ofEpochMilli(Math.round(at)).toString();
    }
}
