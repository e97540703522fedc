package dev.webrtclab.natprobe.nat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long the NAT keeps a mapping that nobody uses (RFC 5780 §4.6), as far as it is known.
 *
 * @param atLeast longest idle time after which a mapping still worked; zero while none is known
 * @param atMost shortest idle time after which one did not; null while none is known
 */
public record MappingLifetime(Duration atLeast, @Nullable Duration atMost) {
    static final MappingLifetime NOTHING_KNOWN = new MappingLifetime(Duration.ZERO, null);

    /** These bounds with one step more. */
    MappingLifetime with(LifetimeStep step) {
        return switch (step) {
            case LifetimeStep.Alive(_, Duration idle) ->
                    idle.compareTo(atLeast) > 0 ? new MappingLifetime(idle, below(idle)) : this;
            case LifetimeStep.Expired(_, Duration idle) ->
                    idle.compareTo(atLeast) > 0 && (atMost == null || idle.compareTo(atMost) < 0)
                            ? new MappingLifetime(atLeast, idle)
                            : this;
            case LifetimeStep.Undecided _ -> this;
        };
    }

    /** An expiry before a time after which a mapping still worked was something else. */
    private @Nullable Duration below(Duration alive) {
        return atMost != null && atMost.compareTo(alive) > 0 ? atMost : null;
    }
}
