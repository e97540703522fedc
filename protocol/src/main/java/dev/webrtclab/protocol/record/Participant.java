package dev.webrtclab.protocol.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.webrtclab.protocol.signaling.PeerId;
import org.jspecify.annotations.Nullable;

/**
 * One end of a recorded connection.
 *
 * @param name what people call it, when it has a name
 * @param network label of its network position, when it has one
 * @param nat the NAT report of that position, as it was known when the record began
 */
public record Participant(
        PeerId peerId,
        Role role,
        @Nullable String name,
        @Nullable String network,
        @Nullable JsonNode nat) {
    /** What kind of end. */
    public enum Role {
        /** A page, or any other client of the WebSocket or of HTTP signaling. */
        BROWSER,
        /** A Java peer. */
        MEDIA_PEER
    }
}
