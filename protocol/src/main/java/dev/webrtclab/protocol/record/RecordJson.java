package dev.webrtclab.protocol.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.webrtclab.protocol.Bounds;
import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.json.WireJson;
import dev.webrtclab.protocol.record.SessionEvent.Left;
import dev.webrtclab.protocol.record.SessionEvent.NatReported;
import dev.webrtclab.protocol.record.SessionEvent.Observed;
import dev.webrtclab.protocol.record.SessionEvent.Relay;
import dev.webrtclab.protocol.record.SessionEvent.Signaled;
import dev.webrtclab.protocol.record.SessionEvent.What;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Session records as JSON, in both directions: one flat object per event, with {@code type} and the
 * fields of its kind. docs/session-file.md describes it. Safe for any number of threads.
 */
public final class RecordJson {
    /** Value of the field {@code format}. */
    public static final String FORMAT = "webrtc-lab-session";

    /** Value of the field {@code version} that is written; version 1 is read too. */
    public static final int VERSION = 2;

    private static final int MOST_EVENTS = 50_000;
    private static final String SIGNAL = "signal";
    private static final String RELAY = "relay";
    private static final String NAT_REPORT = "nat_report";
    private static final String LEFT = "left";
    private static final String TYPE = "type";

    private final ObjectMapper mapper = WireJson.fileMapper();
    private final List<String> observations = WireJson.of(EvidenceEvent.class).types();

    /** The whole record. */
    public ObjectNode write(SessionRecord record) {
        ObjectNode json = mapper.createObjectNode();
        json.put("format", FORMAT);
        json.put("version", VERSION);
        json.put("id", record.id());
        json.put("startedAt", time(record.startedAt()));
        if (record.endedAt() != null) {
            json.put("endedAt", time(record.endedAt()));
        }
        json.set("participants", mapper.valueToTree(record.participants()));
        ArrayNode events = json.putArray("events");
        record.events().forEach(event -> events.add(write(event)));
        json.put("dropped", record.dropped());
        return json;
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
        JsonNode json;
        try {
            json = mapper.readTree(text);
        } catch (JsonProcessingException e) {
            throw new RefusedException(ErrorCode.MALFORMED_JSON, "the file is not JSON");
        }
        return read(json);
    }

    /** As {@link #read(String)}, from a tree. */
    public SessionRecord read(JsonNode json) throws RefusedException {
        if (!FORMAT.equals(json.path("format").asText())) {
            throw refused("the field format is not " + FORMAT);
        }
        int version = json.path("version").asInt();
        if (version < 1 || version > VERSION) {
            throw refused("versions 1 to " + VERSION + " are understood");
        }
        JsonNode events = json.path("events");
        if (!events.isArray() || events.size() > MOST_EVENTS) {
            throw refused("events must be a list of at most " + MOST_EVENTS);
        }
        try {
            List<Participant> participants = new ArrayList<>();
            for (JsonNode participant : json.path("participants")) {
                participants.add(participant(participant));
            }
            List<SessionEvent> known = new ArrayList<>();
            for (JsonNode event : events) {
                SessionEvent read = event(event);
                if (read != null) {
                    known.add(read);
                }
            }
            JsonNode ended = json.path("endedAt");
            return new SessionRecord(
                    bounded(json.path("id").asText()),
                    millis(json.path("startedAt").asText()),
                    ended.isTextual() ? (Double) millis(ended.asText()) : null,
                    participants,
                    known,
                    json.path("dropped").asInt() + events.size() - known.size());
        } catch (JsonProcessingException e) {
            throw refused("an event or a participant has a wrong shape");
        } catch (IllegalArgumentException | DateTimeException e) {
            throw refused(
                    e instanceof IllegalArgumentException && e.getMessage() != null
                            ? e.getMessage()
                            : "a time is not ISO 8601");
        }
    }

    private Participant participant(JsonNode json) throws JsonProcessingException {
        Participant participant = mapper.treeToValue(json, Participant.class);
        if (participant.peerId() == null || participant.role() == null) {
            throw new IllegalArgumentException("a participant needs peerId and role");
        }
        Bounds.check(participant);
        return participant;
    }

    private @Nullable SessionEvent event(JsonNode json) throws JsonProcessingException {
        String type = json.path(TYPE).asText();
        What what;
        if (observations.contains(type)) {
            ObjectNode fields = json.deepCopy();
            fields.put("kind", type);
            EvidenceEvent observed = mapper.treeToValue(fields, EvidenceEvent.class);
            Bounds.check((Record) observed);
            what = new Observed(observed);
        } else {
            what =
                    switch (type) {
                        case SIGNAL -> bounded(read(json, Signaled.class));
                        case RELAY -> new Relay(bounded(read(json, RelayEvent.class)));
                        case NAT_REPORT -> bounded(read(json, NatReported.class));
                        case LEFT -> bounded(read(json, Left.class));
                        default -> null;
                    };
        }
        Source source = mapper.treeToValue(json.path("source"), Source.class);
        if (what == null || source == null || source.kind() == null || source.where() == null) {
            return null;
        }
        JsonNode to = json.path("to");
        SessionEvent event =
                new SessionEvent(
                        json.path("n").asInt(),
                        json.path("at").asDouble(Double.NaN),
                        json.path("uncertaintyMs").asDouble(),
                        source,
                        json.path("from").asText(),
                        to.isTextual() ? to.asText() : null,
                        what);
        Bounds.check(event);
        return event;
    }

    /** The type of the event in the file is not the name of the record. */
    private <T> T read(JsonNode json, Class<T> record) throws JsonProcessingException {
        ObjectNode fields = json.deepCopy();
        fields.put(TYPE, WireJson.name(record));
        return mapper.treeToValue(fields, record);
    }

    private static <T extends Record> T bounded(T record) {
        Bounds.check(record);
        return record;
    }

    private static String bounded(String id) {
        if (!id.matches("[A-Za-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("id must be 1 to 64 letters, digits or hyphens");
        }
        return id;
    }

    private static RefusedException refused(String why) {
        return new RefusedException(ErrorCode.SESSION_FILE_REFUSED, why);
    }

    private static double millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    private static String time(double at) {
        return Instant.ofEpochMilli(Math.round(at)).toString();
    }
}
