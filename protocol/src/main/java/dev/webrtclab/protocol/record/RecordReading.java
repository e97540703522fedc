package dev.webrtclab.protocol.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
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
import dev.webrtclab.protocol.signaling.PeerId;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads session files, one event at a time. Safe for any number of threads. */
final class RecordReading {
    private static final int MOST_EVENTS = 50_000;
    private static final int PARTICIPANTS = 2;
    private static final String WRONG_SHAPE = "an event or a participant has a wrong shape";
    private static final Set<String> HEAD =
            Set.of("format", "version", "id", "startedAt", "endedAt", "dropped");

    private final ObjectMapper mapper;
    private final ObjectReader trees;
    private final List<String> observations = WireJson.of(EvidenceEvent.class).types();

    RecordReading(ObjectMapper mapper) {
        this.mapper = mapper;
        this.trees = mapper.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /**
     * All of a text.
     *
     * @throws IOException if it is not JSON
     */
    SessionRecord read(JsonParser json) throws IOException, RefusedException {
        ObjectNode head = mapper.createObjectNode();
        Events events = new Events();
        if (json.nextToken() == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("events") && value == JsonToken.START_ARRAY) {
                    events.readAll(json);
                } else if (name.equals("participants") && value == JsonToken.START_ARRAY) {
                    head.set(name, participants(json));
                } else if (HEAD.contains(name) && value.isScalarValue()) {
                    head.set(name, trees.readTree(json));
                } else {
                    json.skipChildren();
                }
            }
        } else if (json.currentToken() != null) {
            json.skipChildren();
        }
        if (json.nextToken() != null) {
            throw new RefusedException(ErrorCode.MALFORMED_JSON, "the file goes on after its end");
        }
        return record(head, events);
    }

    /** One more than there may be shows that there are too many. */
    private ArrayNode participants(JsonParser json) throws IOException {
        ArrayNode some = mapper.createArrayNode();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (some.size() > PARTICIPANTS) {
                json.skipChildren();
            } else {
                JsonNode participant = trees.readTree(json);
                some.add(participant);
            }
        }
        return some;
    }

    private SessionRecord record(ObjectNode head, Events events) throws RefusedException {
        if (!RecordJson.FORMAT.equals(head.path("format").asText())) {
            throw refused("the field format is not " + RecordJson.FORMAT);
        }
        int version = head.path("version").asInt();
        if (version < 1 || version > RecordJson.VERSION) {
            throw refused("versions 1 to " + RecordJson.VERSION + " are understood");
        }
        if (!events.isThere || events.count > MOST_EVENTS) {
            throw refused("events must be a list of at most " + MOST_EVENTS);
        }
        try {
            List<Participant> participants = new ArrayList<>();
            for (JsonNode participant : head.path("participants")) {
                participants.add(participant(participant));
            }
            if (events.failure != null) {
                throw refused(events.failure);
            }
            JsonNode ended = head.path("endedAt");
            return new SessionRecord(
                    bounded(head.path("id").asText()),
                    millis(head.path("startedAt").asText()),
                    ended.isTextual() ? (Double) millis(ended.asText()) : null,
                    participants,
                    events.known,
                    head.path("dropped").asInt() + events.count - events.known.size());
        } catch (JsonProcessingException e) {
            throw refused(WRONG_SHAPE);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw refused(
                    e instanceof IllegalArgumentException && e.getMessage() != null
                            ? e.getMessage()
                            : "a time is not ISO 8601");
        }
    }

    /** The events of a file; one that breaks a rule is told after what the head breaks. */
    private final class Events {
        private final List<SessionEvent> known = new ArrayList<>();
        private final Map<String, String> names = new HashMap<>();
        private boolean isThere;
        private int count;
        private @Nullable String failure;

        void readAll(JsonParser json) throws IOException {
            isThere = true;
            while (json.nextToken() != JsonToken.END_ARRAY) {
                count++;
                if (failure != null || count > MOST_EVENTS) {
                    json.skipChildren();
                } else {
                    failure = problem(trees.readTree(json));
                }
            }
        }

        private @Nullable String problem(JsonNode json) {
            try {
                SessionEvent read = event(json, names);
                if (read != null) {
                    known.add(read);
                }
                return null;
            } catch (JsonProcessingException e) {
                return WRONG_SHAPE;
            } catch (IllegalArgumentException e) {
                return e.getMessage() == null ? WRONG_SHAPE : e.getMessage();
            }
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

    /**
     * @param names of ends, each kept once for all events
     */
    private @Nullable SessionEvent event(JsonNode json, Map<String, String> names)
            throws JsonProcessingException {
        String type = json.path(RecordJson.TYPE).asText();
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
                        case RecordJson.SIGNAL -> bounded(read(json, Signaled.class));
                        case RecordJson.RELAY -> new Relay(bounded(read(json, RelayEvent.class)));
                        case RecordJson.NAT_REPORT -> bounded(read(json, NatReported.class));
                        case RecordJson.LEFT -> bounded(read(json, Left.class));
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
                        with(names, source),
                        once(names, json.path("from").asText()),
                        to.isTextual() ? once(names, to.asText()) : null,
                        what);
        Bounds.check(event);
        return event;
    }

    private static String once(Map<String, String> names, String name) {
        return names.computeIfAbsent(name, itself -> itself);
    }

    private static Source with(Map<String, String> names, Source source) {
        PeerId by = source.by();
        return by == null
                ? source
                : new Source(
                        source.kind(),
                        source.where(),
                        new PeerId(once(names, by.value())),
                        source.basis());
    }

    /** The type of the event in the file is not the name of the record. */
    private <T> T read(JsonNode json, Class<T> record) throws JsonProcessingException {
        ObjectNode fields = json.deepCopy();
        fields.put(RecordJson.TYPE, WireJson.name(record));
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
}
