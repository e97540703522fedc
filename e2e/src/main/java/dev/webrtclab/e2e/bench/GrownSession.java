package dev.webrtclab.e2e.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A session file with as many events as wanted: its own up to the end of the connection, then what
 * repeats in one that lasts (checks, pairs, media) again and again, each time later. They keep the
 * order in which they came, which is not that of their times. The same seed gives the same events.
 */
final class GrownSession {
    private static final Set<String> REPEATING =
            Set.of("stun_sent", "stun_received", "check_received", "pair", "media");

    /** Counters that only ever grow. */
    private static final List<String> COUNTERS =
            List.of(
                    "requestsSent",
                    "responsesReceived",
                    "requestsReceived",
                    "responsesSent",
                    "bytesSent",
                    "bytesReceived",
                    "packetsReceived",
                    "framesDecoded");

    /** Between two rounds, in ms. */
    private static final double PAUSE = 40;

    private final ObjectNode file;
    private final List<JsonNode> recorded = new ArrayList<>();
    private final List<JsonNode> repeating;

    GrownSession(JsonNode file) {
        this.file = file.deepCopy();
        this.file.remove("endedAt");
        for (JsonNode event : file.get("events")) {
            if (event.get("type").asText().equals("left")) {
                break;
            }
            recorded.add(event);
        }
        repeating =
                recorded.stream()
                        .filter(event -> REPEATING.contains(event.get("type").asText()))
                        .toList();
        if (repeating.isEmpty()) {
            throw new IllegalArgumentException("no event of the session file repeats");
        }
    }

    String id() {
        return file.get("id").asText();
    }

    /** The peer id of the first participant with a role. */
    String peerOf(String role) {
        for (JsonNode participant : file.get("participants")) {
            if (role.equals(participant.path("role").asText())) {
                return participant.get("peerId").asText();
            }
        }
        throw new IllegalArgumentException("no " + role + " takes part in the session file");
    }

    /** Events 1 to {@code count}; those of a smaller count are the first of a greater one. */
    List<ObjectNode> events(int count, long seed) {
        List<ObjectNode> events = new ArrayList<>();
        double end = 0;
        for (JsonNode event : recorded) {
            end = Math.max(end, event.get("at").asDouble());
            events.add(event.deepCopy());
        }
        double first =
                repeating.stream().mapToDouble(e -> e.get("at").asDouble()).min().orElseThrow();
        double last =
                repeating.stream().mapToDouble(e -> e.get("at").asDouble()).max().orElseThrow();
        double period = last - first + PAUSE;
        Random random = new Random(seed);
        for (int round = 1; events.size() < count; round++) {
            double shift = end + PAUSE - first + (round - 1) * period;
            for (JsonNode event : repeating) {
                events.add(later(event, round, shift + random.nextDouble() * PAUSE / 2));
            }
        }
        List<ObjectNode> wanted = new ArrayList<>(events.subList(0, count));
        for (int index = 0; index < count; index++) {
            wanted.get(index).put("n", index + 1);
        }
        return wanted;
    }

    /** The file as the service answers it while the session lasts. */
    ObjectNode record(List<ObjectNode> events) {
        ObjectNode record = file.deepCopy();
        ArrayNode list = record.putArray("events");
        events.forEach(list::add);
        return record;
    }

    private static ObjectNode later(JsonNode event, int round, double shift) {
        ObjectNode copy = event.deepCopy();
        copy.put("at", Math.round((event.get("at").asDouble() + shift) * 1000) / 1000.0);
        if (event.has("id")) {
            // A transaction of its own: request, answer and arrival of one round belong together.
            copy.put("id", event.get("id").asText() + String.format("%04x", round));
        }
        for (String counter : COUNTERS) {
            if (event.has(counter)) {
                copy.put(counter, event.get(counter).asLong() + round);
            }
        }
        return copy;
    }
}
