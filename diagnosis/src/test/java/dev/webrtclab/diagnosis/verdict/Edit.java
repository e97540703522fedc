package dev.webrtclab.diagnosis.verdict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.record.RecordJson;
import dev.webrtclab.protocol.record.SessionRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A sample with something changed in it, as the file has it. */
final class Edit {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ObjectNode file;

    private Edit(ObjectNode file) {
        this.file = file;
    }

    static Edit of(String name) {
        try {
            return new Edit(
                    (ObjectNode)
                            MAPPER.readTree(
                                    Files.readString(
                                            Path.of(
                                                    "src/test/resources/sessions",
                                                    name + ".json"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Events of a type with a field of this value; {@code null} for any value. */
    static Predicate<JsonNode> event(String type, String field, String value) {
        return event ->
                event.path("type").asText().equals(type)
                        && (value == null
                                ? event.has(field)
                                : event.path(field).asText().equals(value));
    }

    static Predicate<JsonNode> event(String type) {
        return event -> event.path("type").asText().equals(type);
    }

    static Predicate<JsonNode> by(String peer) {
        return event -> event.path("source").path("by").asText().equals(peer);
    }

    Edit without(Predicate<JsonNode> which) {
        List<JsonNode> kept = new ArrayList<>();
        file.path("events")
                .forEach(
                        event -> {
                            if (!which.test(event)) {
                                kept.add(event);
                            }
                        });
        ((ArrayNode) file.path("events")).removeAll().addAll(kept);
        return this;
    }

    /** Sets a field, to what is written as JSON, or takes it away. */
    Edit set(Predicate<JsonNode> which, String field, String json) {
        for (JsonNode event : file.path("events")) {
            if (which.test(event)) {
                if (json == null) {
                    ((ObjectNode) event).remove(field);
                } else {
                    ((ObjectNode) event).set(field, tree(json));
                }
            }
        }
        return this;
    }

    /** One more event at the end, so many ms after the start. */
    Edit and(double at, String where, String peer, String json) {
        ObjectNode event = (ObjectNode) tree(json);
        ArrayNode events = (ArrayNode) file.path("events");
        event.put("n", events.path(events.size() - 1).path("n").asInt() + 1);
        event.put("at", Instant.parse(file.path("startedAt").asText()).toEpochMilli() + at);
        event.put("uncertaintyMs", 1.0);
        event.putObject("source").put("kind", "measured").put("where", where).put("by", peer);
        if (!event.has("from")) {
            event.put("from", peer);
        }
        events.add(event);
        return this;
    }

    /** The same while it lasts. */
    Edit notEnded() {
        file.remove("endedAt");
        return without(event("left"));
    }

    /** The same with another end. */
    Edit ended(String at) {
        file.put("endedAt", at);
        return this;
    }

    private static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    SessionRecord record() {
        try {
            return new RecordJson().read(file);
        } catch (RefusedException e) {
            throw new IllegalStateException(e.refusal().detail(), e);
        }
    }

    Verdict verdict() {
        return Samples.verdict(record());
    }
}
