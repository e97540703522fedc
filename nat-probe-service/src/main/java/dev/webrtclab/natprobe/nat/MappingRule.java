package dev.webrtclab.natprobe.nat;

import static dev.webrtclab.natprobe.nat.MappingBehavior.ADDRESS_AND_PORT_DEPENDENT;
import static dev.webrtclab.natprobe.nat.MappingBehavior.ADDRESS_DEPENDENT;
import static dev.webrtclab.natprobe.nat.MappingBehavior.ENDPOINT_INDEPENDENT;

import dev.webrtclab.natprobe.nat.Question.Test;
import java.util.Map;
import java.util.Optional;

/**
 * Mapping behaviour from the mapped addresses that (A,p1), (A,p2), (B,p1) and (B,p2) saw (RFC 5780
 * §4.3).
 */
final class MappingRule {
    private final Evidence evidence;
    private final Optional<Endpoint> a1;
    private final Optional<Endpoint> a2;
    private final Optional<Endpoint> b1;
    private final Optional<Endpoint> b2;

    MappingRule(Evidence evidence) {
        this.evidence = evidence;
        this.a1 = evidence.mapped(Test.MAPPING_PRIMARY);
        this.a2 = evidence.mapped(Test.MAPPING_OTHER_PORT);
        this.b1 = evidence.mapped(Test.MAPPING_OTHER_ADDRESS);
        this.b2 = evidence.mapped(Test.MAPPING_OTHER_BOTH);
    }

    /** Presumes that (A, p1) answered with a mapped address. */
    Finding<MappingBehavior> verdict() {
        Finding<Endpoint> other = evidence.otherAddress();
        if (other instanceof Finding.Unknown<Endpoint> unusable) {
            return unusable.as();
        }
        if (differ(a1, a2) || differ(b1, b2)) {
            return Finding.known(
                    ADDRESS_AND_PORT_DEPENDENT); // a change of port alone changed the mapping
        }
        if (b1.isEmpty() && b2.isEmpty()) {
            return new Finding.Unknown<>(
                    UnknownReason.OTHER_ADDRESS_SILENT,
                    Map.of(
                            "server",
                            evidence.server().toString(),
                            "other",
                            other.find().map(Endpoint::toString).orElse("")));
        }
        if (!differ(a1, b1) && !differ(a1, b2)) {
            boolean bothChanged = b2.isPresent() || (a2.isPresent() && b1.isPresent());
            return bothChanged
                    ? Finding.known(ENDPOINT_INDEPENDENT)
                    : Finding.unknown(UnknownReason.ANSWERS_MISSING);
        }
        return a2.isPresent() && b1.isPresent() && b2.isPresent()
                ? Finding.known(ADDRESS_DEPENDENT)
                : Finding.unknown(UnknownReason.ANSWERS_MISSING);
    }

    private static boolean differ(Optional<Endpoint> one, Optional<Endpoint> two) {
        return one.isPresent() && two.isPresent() && !one.equals(two);
    }
}
