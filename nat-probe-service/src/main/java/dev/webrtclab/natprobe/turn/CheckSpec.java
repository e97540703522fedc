package dev.webrtclab.natprobe.turn;

import dev.webrtclab.natprobe.nat.Endpoint;
import java.util.Optional;

/**
 * What to check.
 *
 * @param credentials none for {@code stun:} URLs, or where they were forgotten
 * @param peer address to ask permission for, beside the one of our own echo socket
 * @param bytes how much to send through the relay, 1 to {@link #MOST_BYTES}
 */
public record CheckSpec(
        TurnUrl url, Optional<Credentials> credentials, Optional<Endpoint> peer, int bytes) {
    public static final int DEFAULT_BYTES = 100_000;

    /** A check shows that a relay carries data; it is no bandwidth test of somebody's server. */
    public static final int MOST_BYTES = 1_000_000;

    public CheckSpec {
        if (bytes < 1 || bytes > MOST_BYTES) {
            throw new IllegalArgumentException("bytes is 1 to " + MOST_BYTES);
        }
    }
}
