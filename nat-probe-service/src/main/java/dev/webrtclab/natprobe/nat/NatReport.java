package dev.webrtclab.natprobe.nat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one probe found out about its own network position, for one address family.
 *
 * @param server the STUN server that was asked, null when none could be named
 * @param local the local socket of the mapping test
 * @param mapped how (A, p1) saw it
 * @param observations what the verdicts rest on, in the order they came in
 */
public record NatReport(
        AddressFamily family,
        @Nullable Endpoint server,
        Finding<Endpoint> local,
        Finding<Endpoint> mapped,
        Finding<NatPresence> nat,
        Finding<MappingBehavior> mapping,
        Finding<FilteringBehavior> filtering,
        Finding<PortPreservation> portPreservation,
        Finding<Reachability> udp,
        Finding<Reachability> tcp,
        Finding<Reachability> tls,
        List<Remark> remarks,
        List<Observation> observations) {
    public NatReport {
        remarks = List.copyOf(remarks);
        observations = List.copyOf(observations);
    }

    /** The report when no probe could start: everything unknown for one reason. */
    public static NatReport undecided(
            AddressFamily family,
            @Nullable Endpoint server,
            UnknownReason reason,
            String name,
            String value) {
        Finding.Unknown<Object> unknown =
                new Finding.Unknown<>(reason, java.util.Map.of(name, value));
        return new NatReport(
                family,
                server,
                unknown.as(),
                unknown.as(),
                unknown.as(),
                unknown.as(),
                unknown.as(),
                unknown.as(),
                unknown.as(),
                unknown.as(),
                unknown.as(),
                List.of(),
                List.of());
    }
}
