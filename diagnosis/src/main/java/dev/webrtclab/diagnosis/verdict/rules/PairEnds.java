package dev.webrtclab.diagnosis.verdict.rules;

import dev.webrtclab.diagnosis.verdict.Point;
import dev.webrtclab.diagnosis.verdict.evidence.Address;
import dev.webrtclab.diagnosis.verdict.evidence.End;
import dev.webrtclab.diagnosis.verdict.evidence.Evidence;
import dev.webrtclab.diagnosis.verdict.evidence.Seen;
import dev.webrtclab.protocol.record.SessionEvent.NatReported;
import dev.webrtclab.protocol.record.SessionEvent.Signal;
import dev.webrtclab.protocol.record.SessionEvent.Signaled;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Candidate;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Environment;
import dev.webrtclab.protocol.signaling.EvidenceEvent.SelectedPair;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a peer-reflexive end of the selected pair counts as. Its type alone says that checks showed
 * an address which was not listed (RFC 8445 §7.2.5.3.1): that of a NAT, or of one more interface of
 * the same machine. docs/facts.md states these rules under "Kind of path"; the page has the same.
 */
final class PairEnds {
    private PairEnds() {}

    /**
     * A type in place of {@code prflx}.
     *
     * @param type {@code host} or {@code srflx}
     * @param because what it is derived from
     */
    record Derived(String type, Point because) {}

    /** What an end counts as that says {@code prflx} of itself; empty where nothing decides. */
    static Optional<Derived> own(End end, Evidence evidence) {
        if (end.isBrowser()) {
            return onSameMachine(end, evidence);
        }
        boolean isSeenMapped =
                evidence.other(end)
                        .selected()
                        .filter(seen -> "srflx".equals(seen.what().remoteType()))
                        .isPresent();
        return isSeenMapped ? Optional.empty() : withoutNat(end, evidence);
    }

    /** What an end counts as that the other one alone told of, as {@code prflx}. */
    static Optional<Derived> remote(End end, Evidence evidence) {
        if (end.isBrowser()) {
            return onSameMachine(end, evidence);
        }
        Optional<Place> place = place(end, evidence);
        List<Line> there =
                announced(end, evidence).stream()
                        .filter(line -> place.filter(line::isAt).isPresent())
                        .toList();
        Set<String> types = new HashSet<>(there.stream().map(Line::type).toList());
        // A NAT may keep the port of a host candidate.
        boolean isBehindNat =
                end.natReport().filter(seen -> "present".equals(seen.what().nat())).isPresent();
        if (types.size() > 1
                || types.contains("relay")
                || (types.contains("host") && isBehindNat)) {
            return Optional.empty();
        }
        if (types.isEmpty()) {
            // Without its port the address may be that of a relay.
            return place.isEmpty() && end.gathering().hasRelay()
                    ? Optional.empty()
                    : withoutNat(end, evidence);
        }
        return Optional.of(
                new Derived(
                        there.getFirst().type(),
                        Point.of("announced-on-same-port")
                                .with("end", end.word())
                                .with("kind", there.getFirst().type())
                                .seen(pairs(evidence))
                                .seen(there.stream().map(Line::n).toList())));
    }

    /**
     * Needs: the page was opened on localhost, so that its browser and the lab share a machine; and
     * the port is that of one of its host candidates, or all those are hidden, or it ended
     * gathering without one, as it does when the names that hide them come too late. Such browsers
     * list the interface of the default route only, send from others too, and from sockets that
     * they announce no host candidate for.
     */
    private static Optional<Derived> onSameMachine(End end, Evidence evidence) {
        Optional<Seen<Environment>> environment =
                end.environment().filter(seen -> "loopback".equals(seen.what().originKind()));
        List<Seen<Candidate>> hosts = end.gathering().ofType("host");
        if (environment.isEmpty()) {
            return Optional.empty();
        }
        Optional<Place> place = place(end, evidence);
        List<Seen<Candidate>> samePort =
                hosts.stream()
                        .filter(seen -> place.filter(at -> at.isOf(seen.what())).isPresent())
                        .toList();
        Point because;
        if (!samePort.isEmpty()) {
            because =
                    Point.of("other-interface-same-port")
                            .seen(samePort.stream().map(Seen::n).toList());
        } else if (hosts.isEmpty() && end.gathering().complete().isPresent()) {
            because = Point.of("other-interface-untold").seen(end.gathering().complete().get().n());
        } else if (!hosts.isEmpty() && hosts.stream().allMatch(seen -> seen.what().hidden())) {
            because = Point.of("other-interface-hidden").seen(hosts.stream().map(Seen::n).toList());
        } else {
            return Optional.empty();
        }
        return Optional.of(
                new Derived(
                        "host",
                        because.with("end", end.word())
                                .seen(environment.get().n())
                                .seen(pairs(evidence))));
    }

    /** Whether host candidates that this end has not told of yet may still make a host of it. */
    static boolean isUndecided(End end) {
        return end.isBrowser()
                && isOnLocalhost(end)
                && end.gathering().complete().isEmpty()
                && end.gathering().ofType("host").isEmpty();
    }

    private static boolean isOnLocalhost(End end) {
        return end.environment()
                .filter(seen -> "loopback".equals(seen.what().originKind()))
                .isPresent();
    }

    /** Needs: the NAT report of this end's network says that there is none. */
    private static Optional<Derived> withoutNat(End end, Evidence evidence) {
        return end.natReport()
                .filter(seen -> "none".equals(seen.what().nat()))
                .map(Seen<NatReported>::n)
                .map(
                        report ->
                                new Derived(
                                        "host",
                                        Point.of("no-nat-before")
                                                .with("end", end.word())
                                                .seen(report)
                                                .seen(pairs(evidence))));
    }

    /** Where an end is in the pair; the other one sees it where checks showed that it is. */
    private static Optional<Place> place(End end, Evidence evidence) {
        Optional<SelectedPair> own = end.selected().map(Seen::what);
        Optional<SelectedPair> others = evidence.other(end).selected().map(Seen::what);
        return Stream.concat(
                        own.stream().flatMap(pair -> Place.of(pair.local(), pair).stream()),
                        others.stream().flatMap(pair -> Place.of(pair.remote(), pair).stream()))
                .findFirst();
    }

    private static List<Integer> pairs(Evidence evidence) {
        return evidence.ends().stream()
                .flatMap(end -> end.selected().stream())
                .map(Seen::n)
                .toList();
    }

    /** A socket as a selected pair names it. */
    private record Place(String host, int port, String protocol) {
        static Optional<Place> of(@Nullable String address, SelectedPair pair) {
            String protocol = pair.protocol();
            return address == null || protocol == null
                    ? Optional.empty()
                    : Address.port(address)
                            .map(port -> new Place(Address.host(address), port, protocol));
        }

        boolean isOf(Candidate candidate) {
            return candidate.port() != null
                    && candidate.port() == port
                    && protocol.equalsIgnoreCase(candidate.protocol());
        }
    }

    /** A candidate as the signaling service passed it on (RFC 8839 §5.1). */
    private record Line(int n, String protocol, String host, String port, String type) {
        boolean isAt(Place place) {
            return port.equals(String.valueOf(place.port()))
                    && protocol.equalsIgnoreCase(place.protocol())
                    && (host.equals(place.host())
                            || Address.kind(host) == Address.Kind.HIDDEN
                            || Address.kind(place.host()) == Address.Kind.HIDDEN);
        }
    }

    private static List<Line> announced(End end, Evidence evidence) {
        List<Line> lines = new ArrayList<>();
        for (Seen<Signaled> seen : evidence.signals(Signal.CANDIDATE, end)) {
            String line = seen.what().candidate();
            String[] words = line == null ? new String[0] : line.trim().split("\\s+");
            if (words.length > 7 && words[6].equals("typ")) {
                lines.add(new Line(seen.n(), words[2], words[4], words[5], words[7]));
            }
        }
        return lines;
    }
}
