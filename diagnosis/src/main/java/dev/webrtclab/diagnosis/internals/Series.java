package dev.webrtclab.diagnosis.internals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of a dump: for each object its properties over time. A dump keeps one list of values
 * per property, named {@code <id>-<property>}; since Chromium 117 the times are one of them, before
 * that they lie evenly between {@code startTime} and {@code endTime}. A property that came late has
 * a shorter list, which belongs to the last times.
 */
final class Series {
    private static final int MOST_SERIES = 50_000;
    private static final int MOST_SAMPLES = 20_000;

    private final Map<String, Thing> things = new LinkedHashMap<>();

    /** One statistics object. */
    static final class Thing {
        private final String id;
        private final String type;
        private final Map<String, List<JsonNode>> values = new TreeMap<>();
        private List<Double> times = List.of();

        private Thing(String id, String type) {
            this.id = id;
            this.type = type;
        }

        String id() {
            return id;
        }

        String type() {
            return type;
        }

        int samples() {
            return times.size();
        }

        double at(int sample) {
            return times.get(sample);
        }

        @Nullable JsonNode value(String property, int sample) {
            List<JsonNode> list = values.get(property);
            int index = list == null ? -1 : sample - times.size() + list.size();
            return list == null || index < 0 || index >= list.size() || list.get(index).isNull()
                    ? null
                    : list.get(index);
        }

        @Nullable String text(String property, int sample) {
            JsonNode value = value(property, sample);
            String text = value == null || !value.isValueNode() ? "" : value.asText();
            return text.isEmpty() ? null : Text.printable(text);
        }

        @Nullable Long count(String property, int sample) {
            JsonNode value = value(property, sample);
            return value == null || !value.isNumber() ? null : (Long) value.asLong();
        }

        @Nullable Double number(String property, int sample) {
            JsonNode value = value(property, sample);
            return value == null || !value.isNumber() || !Double.isFinite(value.asDouble())
                    ? null
                    : (Double) value.asDouble();
        }

        boolean isTrue(String property, int sample) {
            JsonNode value = value(property, sample);
            return value != null && value.asBoolean();
        }
    }

    Series(JsonNode stats, ObjectMapper mapper) {
        Map<String, JsonNode> spans = new LinkedHashMap<>();
        int count = 0;
        for (Map.Entry<String, JsonNode> entry : stats.properties()) {
            int dash = entry.getKey().lastIndexOf('-');
            if (++count > MOST_SERIES || dash <= 0 || entry.getKey().indexOf('[') >= 0) {
                continue;
            }
            String id = entry.getKey().substring(0, dash);
            JsonNode series = entry.getValue();
            things.computeIfAbsent(id, _ -> new Thing(id, series.path("statsType").asText("")))
                    .values
                    .put(entry.getKey().substring(dash + 1), values(series, mapper));
            spans.putIfAbsent(id, series);
        }
        things.values().forEach(thing -> thing.times = times(thing, spans.get(thing.id)));
    }

    /** All objects of a type. */
    List<Thing> all(String... types) {
        return things.values().stream()
                .filter(thing -> List.of(types).contains(thing.type))
                .filter(thing -> thing.samples() > 0)
                .toList();
    }

    Optional<Thing> find(@Nullable String id) {
        return Optional.ofNullable(id == null ? null : things.get(id));
    }

    boolean isEmpty() {
        return things.isEmpty();
    }

    private static List<JsonNode> values(JsonNode series, ObjectMapper mapper) {
        JsonNode values = series.path("values");
        if (values.isTextual()) {
            try {
                values = mapper.readTree(values.textValue());
            } catch (JsonProcessingException e) {
                return List.of();
            }
        }
        List<JsonNode> list = new ArrayList<>();
        for (JsonNode value : values) {
            if (list.size() < MOST_SAMPLES) {
                list.add(value);
            }
        }
        return list;
    }

    private static List<Double> times(Thing thing, @Nullable JsonNode span) {
        List<Double> times = new ArrayList<>();
        List<JsonNode> told = thing.values.get("timestamp");
        if (told != null && told.stream().allMatch(JsonNode::isNumber)) {
            told.forEach(time -> times.add(time.asDouble()));
            return times;
        }
        int most = thing.values.values().stream().mapToInt(List::size).max().orElse(0);
        Optional<Double> start = Text.time(span == null ? null : span.path("startTime"));
        Optional<Double> end = Text.time(span == null ? null : span.path("endTime"));
        if (start.isEmpty() || end.isEmpty()) {
            return times;
        }
        for (int i = 0; i < most; i++) {
            times.add(
                    most == 1
                            ? end.get()
                            : start.get() + (end.get() - start.get()) * i / (most - 1));
        }
        return times;
    }
}
