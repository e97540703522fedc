package dev.webrtclab.diagnosis.path;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The selected pair as one end saw itself: its own candidate.
 *
 * @param type {@code host}, {@code srflx}, {@code prflx} or {@code relay} (RFC 8445 §4)
 * @param relayProtocol transport to the TURN server when its packets go over one, also of a {@code
 *     prflx} candidate: {@code udp}, {@code tcp} or {@code tls}
 */
public record LocalEnd(String type, @Nullable String relayProtocol) {
    /** The way to the relay that this end uses, if it uses one. */
    Optional<Path> relayed() {
        if (relayProtocol == null) {
            return type.equals("relay") ? Optional.of(Path.RELAY_UDP) : Optional.empty();
        }
        return Optional.of(
                switch (relayProtocol) {
                    case "tls" -> Path.RELAY_TLS;
                    case "tcp" -> Path.RELAY_TCP;
                    case "udp" -> Path.RELAY_UDP;
                    default ->
                            throw new IllegalArgumentException(
                                    "no relay protocol: " + relayProtocol);
                });
    }

    /** Whether the other end sees another address than this one has. */
    boolean isTranslated() {
        return !type.equals("host");
    }
}
