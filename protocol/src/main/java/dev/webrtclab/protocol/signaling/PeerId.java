package dev.webrtclab.protocol.signaling;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Name of one participant, unique in its room.
 *
 * @param value 1 to 64 characters out of letters, digits and {@code . _ : @ -}
 */
public record PeerId(@JsonValue String value) {
    /**
     * @throws IllegalArgumentException if the value breaks the rule above
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PeerId {
        Texts.id(value, "peer_id");
    }

    @Override
    public String toString() {
        return value;
    }
}
