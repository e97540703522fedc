package dev.webrtclab.protocol.record;

import dev.webrtclab.protocol.signaling.PeerId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an event comes from.
 *
 * @param by the peer that measured it, or that acted; {@code null} for servers
 * @param basis numbers of the events that a derived one follows from
 */
public record Source(Kind kind, Where where, @Nullable PeerId by, List<Integer> basis) {
    public Source {
        basis = basis == null ? List.of() : List.copyOf(basis);
    }

    /** Measured at that place. */
    public static Source measured(Where where, @Nullable PeerId by) {
        return new Source(Kind.MEASURED, where, by, List.of());
    }

    /** How it is known. */
    public enum Kind {
        MEASURED,
        DERIVED
    }

    /** Who observed it. */
    public enum Where {
        BROWSER,
        SIGNALING,
        MEDIA_PEER,
        COTURN,
        NAT_PROBE
    }
}
