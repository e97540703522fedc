package dev.webrtclab.signaling.room;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Outcome of one command: the room afterwards and what follows, or the unchanged room and a
 * refusal.
 */
public record Transition(Room room, List<RoomEffect> effects, @Nullable Refusal refusal) {
    public Transition {
        effects = List.copyOf(effects);
    }

    static Transition refused(Room room, ErrorCode code, String detail) {
        return new Transition(room, List.of(), new Refusal(code, detail));
    }

    static Transition unchanged(Room room) {
        return new Transition(room, List.of(), null);
    }
}
