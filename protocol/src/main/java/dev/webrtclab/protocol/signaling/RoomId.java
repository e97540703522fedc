package dev.webrtclab.protocol.signaling;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Name of a room.
 *
 * @param value 1 to 64 characters out of letters, digits and {@code . _ : @ -}
 */
public record RoomId(@JsonValue String value) {
    /**
     * @throws IllegalArgumentException if the value breaks the rule above
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RoomId {
        Texts.id(value, "room_id");
    }

    @Override
    public String toString() {
        return value;
    }
}
