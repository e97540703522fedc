package dev.webrtclab.protocol.signaling;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** What works in this lab; the same shape in {@code lab_status} and {@code GET /api/status}. */
public final class Lab {
    private Lab() {}

    /**
     * The whole picture.
     *
     * @param at when it was last measured, ISO 8601
     */
    public record Status(
            Turn turn,
            @JsonProperty("mediaPeers") MediaPeers mediaPeers,
            @JsonProperty("natProbe") NatProbe natProbe,
            String at) {}

    /**
     * The lab's STUN and TURN server.
     *
     * @param why what was measured, unless it is up
     * @param next what the operator can do, unless it is up
     */
    public record Turn(TurnState state, @Nullable String why, @Nullable String next) {}

    /** The media peers together; capacity counts connections. */
    public record MediaPeers(State state, int ready, int sessions, int capacity) {}

    /** The NAT probe. */
    public record NatProbe(State state, @Nullable String why) {}

    /** Whether a part answers. */
    public enum State {
        UP,
        DOWN
    }

    /** Whether the STUN/TURN server answers, is not part of this lab, or can not be told. */
    public enum TurnState {
        UP,
        DOWN,
        UNKNOWN,
        ABSENT
    }
}
