package dev.webrtclab.diagnosis.internals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the update log: an API call or an event. Its value is JSON in newer versions and
 * {@code name: value, name: value} in older ones.
 *
 * @param type without {@code on} at its beginning, which only newer versions write
 */
record Told(double at, String type, String value, @Nullable JsonNode json) {

    static Optional<Told> of(JsonNode entry, ObjectMapper mapper) {
        JsonNode time = entry.has("timestamp") ? entry.get("timestamp") : entry.get("time");
        String value = entry.path("value").asText("");
        JsonNode json = null;
        if (value.startsWith("{")) {
            try {
                json = mapper.readTree(value);
            } catch (JsonProcessingException e) {
                json = null;
            }
        }
        JsonNode parsed = json;
        String type = entry.path("type").asText("").replaceFirst("^on", "").trim();
        return Text.time(time).map(at -> new Told(at, type, value, parsed));
    }

    boolean is(String... types) {
        for (String one : types) {
            if (type.equals(one)) {
                return true;
            }
        }
        return false;
    }

    /** A field, by its name in newer and in older versions. */
    @Nullable String field(String name, String oldName) {
        if (json != null) {
            JsonNode field = json.path(name);
            return field.isValueNode() && !field.asText().isEmpty() ? field.asText() : null;
        }
        Matcher old = Pattern.compile("(?:^|, )" + oldName + ": ([^,]*)").matcher(value);
        return old.find() && !old.group(1).isBlank() ? old.group(1).trim() : null;
    }

    Optional<Sdp> description() {
        return json != null && json.path("sdp").isTextual() && json.path("type").isTextual()
                ? Optional.of(new Sdp(json.path("type").asText(), json.path("sdp").asText()))
                : Sdp.ofOldForm(value);
    }
}
