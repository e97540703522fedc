package dev.webrtclab.diagnosis.path;

import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Tells the kind of a selected pair from how each end saw its own candidate. What an end says about
 * the other is not used: remote candidates may be hidden, late, or of a type the other end would
 * not agree with. A local candidate of type host means that the checks found no translation (RFC
 * 8445 §7.2.5.3.1: the mapped address of the answer was the host's own).
 */
public final class SelectedPath {
    private SelectedPath() {}

    /** The kind of path between two ends that both have a selected pair. */
    public static Path between(LocalEnd one, LocalEnd other) {
        return Stream.of(one, other)
                .flatMap(end -> end.relayed().stream())
                .max(Comparator.naturalOrder())
                .orElse(one.isTranslated() || other.isTranslated() ? Path.STUN : Path.DIRECT);
    }
}
