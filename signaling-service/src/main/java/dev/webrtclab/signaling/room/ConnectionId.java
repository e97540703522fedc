package dev.webrtclab.signaling.room;

import java.util.Objects;

/**
 * One way to reach a participant: a socket, or an HTTP session. Never seen outside this service.
 */
public record ConnectionId(String value) {
    public ConnectionId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
