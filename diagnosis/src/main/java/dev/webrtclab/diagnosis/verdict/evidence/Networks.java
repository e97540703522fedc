package dev.webrtclab.diagnosis.verdict.evidence;

import dev.webrtclab.diagnosis.nat.Behaviour;
import dev.webrtclab.diagnosis.nat.NetworkFacts;
import dev.webrtclab.protocol.record.SessionEvent.NatReported;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Candidate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the network of an end: its NAT report, else what its own candidates prove. A
 * server-reflexive candidate proves a NAT, since one that equals the host's is left out (RFC 8445
 * §5.1.3). Two servers that saw one socket at two ports prove that the mapping depends on the
 * destination.
 */
public final class Networks {
    private Networks() {}

    /** The facts of an end. */
    public static NetworkFacts of(End end) {
        Optional<NatReported> report = end.natReport().map(Seen::what);
        List<Seen<Candidate>> reflexive = end.gathering().ofType("srflx");
        return new NetworkFacts(
                word(report, NatReported::nat)
                        .flatMap(
                                nat ->
                                        switch (nat) {
                                            case "none" -> Optional.of(false);
                                            case "present" -> Optional.of(true);
                                            default -> Optional.<Boolean>empty();
                                        })
                        .or(() -> reflexive.isEmpty() ? Optional.empty() : Optional.of(true)),
                end.gathering().mappedHosts().stream().findFirst(),
                word(report, NatReported::mapping)
                        .flatMap(Networks::behaviour)
                        .or(() -> mapping(end)),
                word(report, NatReported::filtering).flatMap(Networks::behaviour),
                reachable(report, NatReported::udp)
                        .or(() -> reflexive.isEmpty() ? Optional.empty() : Optional.of(true)),
                reachable(report, NatReported::tcp),
                reachable(report, NatReported::tls));
    }

    /** Where those facts are from. */
    public static List<Integer> events(End end) {
        return Stream.concat(
                        end.natReport().stream().map(Seen::n),
                        end.gathering().ofType("srflx").stream().map(Seen::n))
                .toList();
    }

    /** Whether others can not be told the port it will send from. */
    public static boolean isUnpredictable(NetworkFacts facts) {
        return facts.natted().orElse(true)
                && facts.mapping()
                        .filter(behaviour -> behaviour != Behaviour.ENDPOINT_INDEPENDENT)
                        .isPresent();
    }

    private static Optional<Behaviour> mapping(End end) {
        List<Candidate> reflexive =
                end.gathering().ofType("srflx").stream()
                        .map(Seen::what)
                        .filter(candidate -> "udp".equals(candidate.protocol()))
                        .toList();
        long sockets =
                end.gathering().ofType("host").stream()
                        .filter(seen -> "udp".equals(seen.what().protocol()))
                        .count();
        boolean isSeenTwice =
                distinct(reflexive, Candidate::url) > 1
                        && distinct(reflexive, Candidate::port) > 1
                        && distinct(reflexive, Candidate::address) == 1;
        return isSeenTwice && sockets == 1
                ? Optional.of(Behaviour.ADDRESS_AND_PORT_DEPENDENT)
                : Optional.empty();
    }

    private static long distinct(
            List<Candidate> candidates, Function<Candidate, @Nullable Object> what) {
        return candidates.stream()
                .map(what)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet())
                .size();
    }

    private static Optional<Behaviour> behaviour(String word) {
        return Arrays.stream(Behaviour.values())
                .filter(behaviour -> behaviour.word().equals(word))
                .findFirst();
    }

    private static Optional<Boolean> reachable(
            Optional<NatReported> report, Function<NatReported, @Nullable String> what) {
        return word(report, what)
                .filter(value -> !value.equals("unknown"))
                .map(value -> value.equals("reachable"));
    }

    private static Optional<String> word(
            Optional<NatReported> report, Function<NatReported, @Nullable String> what) {
        return report.map(what);
    }
}
