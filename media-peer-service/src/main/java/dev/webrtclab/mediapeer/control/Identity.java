package dev.webrtclab.mediapeer.control;

import dev.webrtclab.protocol.link.SourceInfo;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who this service instance is.
 *
 * @param id unique, stable while the process runs
 * @param name for people
 * @param network label of its network position, when it has one
 * @param sources what it can show
 */
public record Identity(String id, String name, @Nullable String network, List<SourceInfo> sources) {
    /** What every worker can show. */
    public static final List<SourceInfo> SOURCES =
            List.of(new SourceInfo("pattern", "Colour bars with clock and frame number"));

    public Identity {
        sources = List.copyOf(sources);
    }

    /** A new id from a name: two instances may have the same name. */
    public static Identity of(String name, @Nullable String network) {
        byte[] random = new byte[4];
        new SecureRandom().nextBytes(random);
        String safe = name.replaceAll("[^A-Za-z0-9._-]", "-");
        String start = safe.substring(0, Math.min(40, safe.length()));
        return new Identity(start + "-" + HexFormat.of().formatHex(random), name, network, SOURCES);
    }
}
