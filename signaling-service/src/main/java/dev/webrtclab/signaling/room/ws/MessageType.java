package dev.webrtclab.signaling.room.ws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.webrtclab.protocol.json.WireJson;
import dev.webrtclab.protocol.signaling.ClientMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The type of a client's message, for the {@code in_reply_to} of a refusal. */
final class MessageType {
    private static final ObjectMapper MAPPER = WireJson.mapper();
    private static final List<String> TYPES = WireJson.of(ClientMessage.class).types();

    private MessageType() {}

    /** The type of a message that could not be decoded, if it is one of ours. */
    static @Nullable String of(String text) {
        try {
            String type = MAPPER.readTree(text).path("type").asText();
            return TYPES.contains(type) ? type : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    static String of(ClientMessage.Addressed message) {
        return switch (message) {
            case ClientMessage.Offer offer -> "offer";
            case ClientMessage.Answer answer -> "answer";
            case ClientMessage.IceCandidate candidate -> "ice_candidate";
        };
    }
}
