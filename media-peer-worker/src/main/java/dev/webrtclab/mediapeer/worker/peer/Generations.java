package dev.webrtclab.mediapeer.worker.peer;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which start of ICE something belongs to: 1, and one more with each new user fragment (RFC 8445
 * §9). Sections of one description may have fragments of their own; the first one counts.
 */
final class Generations {
    private final Set<String> ufrags = new LinkedHashSet<>();

    /** The generation of a fragment; that of the newest when it is not told. */
    int of(@Nullable String ufrag) {
        if (ufrag != null && !ufrag.isEmpty()) {
            ufrags.add(ufrag);
            int generation = 1;
            for (String known : ufrags) {
                if (known.equals(ufrag)) {
                    return generation;
                }
                generation++;
            }
        }
        return Math.max(1, ufrags.size());
    }
}
