package dev.webrtclab.signaling.records.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.signaling.records.Participant;
import dev.webrtclab.signaling.records.SessionEvent;
import dev.webrtclab.signaling.records.SessionEvent.What;
import dev.webrtclab.signaling.records.SessionRecord;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Session records as JSON: one flat object per event, with {@code type} and the fields of its kind.
 * docs/session-file.md describes it.
 */
@Singleton
public final class RecordJson {
    private static final String FORMAT = "webrtc-lab-session";
    private static final int VERSION = 1;

    private final ObjectMapper mapper =
            JsonMapper.builder().defaultPropertyInclusion(nonNull()).build();

    private static JsonInclude.Value nonNull() {
        return JsonInclude.Value.construct(
                JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL);
    }

    /** The whole record. */
    public ObjectNode of(SessionRecord record) {
        ObjectNode json = mapper.createObjectNode();
        json.put("format", FORMAT);
        json.put("version", VERSION);
        json.put("id", record.id());
        json.put("startedAt", time(record.startedAt()));
        if (record.endedAt() != null) {
            json.put("endedAt", time(record.endedAt()));
        }
        ArrayNode participants = json.putArray("participants");
        participants.add(of(record.caller()));
        participants.add(of(record.callee()));
        ArrayNode events = json.putArray("events");
        record.events().forEach(event -> events.add(of(event)));
        json.put("dropped", record.dropped());
        return json;
    }

    private ObjectNode of(Participant participant) {
        ObjectNode json = mapper.createObjectNode();
        json.put("peerId", participant.peer().value());
        json.put("role", word(participant.kind()));
        putKnown(json, "name", participant.name());
        putKnown(json, "network", participant.network());
        if (participant.nat() != null) {
            try {
                json.set("nat", mapper.readTree(participant.nat()));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a NAT report that was parsed before", e);
            }
        }
        return json;
    }

    /** One event. */
    public ObjectNode of(SessionEvent event) {
        ObjectNode json = mapper.createObjectNode();
        json.put("n", event.n());
        json.put("at", event.at());
        json.put("uncertaintyMs", event.uncertaintyMs());
        ObjectNode source = json.putObject("source");
        source.put("kind", "measured");
        source.put("where", word(event.observer()));
        source.put("by", event.by().value());
        json.put("from", event.from().value());
        json.put("to", event.to().value());
        switch (event.what()) {
            case What.Signaled signaled -> {
                json.put("type", "signal");
                json.put("signal", word(signaled.signal()));
                json.put("bytes", signaled.bytes());
                json.put("forwardedAt", signaled.forwardedAt());
                putKnown(json, "candidate", signaled.candidate());
                putKnown(json, "url", signaled.url());
                putKnown(json, "relayProtocol", signaled.relayProtocol());
            }
            case What.Observed(var observed) -> observed(json, observed);
            case What.Left(var reason) -> {
                json.put("type", "left");
                putKnown(json, "reason", reason == null ? null : word(reason));
            }
        }
        return json;
    }

    private void observed(ObjectNode json, EvidenceEvent observed) {
        json.put(
                "type",
                switch (observed) {
                    case EvidenceEvent.State state -> "state";
                    case EvidenceEvent.CandidateError error -> "candidate_error";
                    case EvidenceEvent.SelectedPair pair -> "selected_pair";
                    case EvidenceEvent.FirstFrameSent sent -> "first_frame_sent";
                    case EvidenceEvent.FirstFrameDecoded decoded -> "first_frame_decoded";
                });
        json.setAll(mapper.<ObjectNode>valueToTree(observed));
    }

    private static void putKnown(ObjectNode json, String field, @Nullable String value) {
        if (value != null) {
            json.put(field, value);
        }
    }

    private static String time(double at) {
        return Instant.ofEpochMilli(Math.round(at)).toString();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
