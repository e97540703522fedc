package dev.webrtclab.diagnosis.verdict.rules;

import dev.webrtclab.diagnosis.path.LocalEnd;
import dev.webrtclab.diagnosis.path.Path;
import dev.webrtclab.diagnosis.path.SelectedPath;
import dev.webrtclab.diagnosis.verdict.Point;
import dev.webrtclab.diagnosis.verdict.evidence.End;
import dev.webrtclab.diagnosis.verdict.evidence.Evidence;
import dev.webrtclab.diagnosis.verdict.evidence.Seen;
import dev.webrtclab.diagnosis.verdict.rules.PairEnds.Derived;
import dev.webrtclab.protocol.record.RelayEvent;
import dev.webrtclab.protocol.signaling.EvidenceEvent.SelectedPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The way that the media takes, with the facts that tell it.
 *
 * @param path {@code null} when they do not
 */
record Way(@Nullable Path path, List<Point> reasons, List<Point> missing) {
    private static final Set<String> RELAY_PROTOCOLS = Set.of("udp", "tcp", "tls");

    /** The way of a call, as far as the selected pairs tell. */
    static Way of(Evidence evidence) {
        List<End> telling = evidence.ends().stream().filter(end -> local(end).isPresent()).toList();
        if (telling.isEmpty()) {
            return new Way(
                    null,
                    List.of(),
                    List.of(Point.of("selected-pair").with("end", evidence.receiver().word())));
        }
        List<Point> reasons = telling.stream().map(Way::selected).toList();
        if (telling.size() == 2) {
            Optional<Derived> one = derived(evidence.caller(), evidence);
            Optional<Derived> other = derived(evidence.callee(), evidence);
            Path path =
                    SelectedPath.between(
                            counted(local(evidence.caller()).orElseThrow(), one),
                            counted(local(evidence.callee()).orElseThrow(), other));
            List<Point> missing = path == Path.STUN ? hosts(telling) : List.of();
            if (!missing.isEmpty()) {
                return new Way(null, reasons, missing);
            }
            return new Way(path, reasons, List.of())
                    .because(path == Path.DIRECT, one)
                    .because(path == Path.DIRECT, other);
        }
        End end = telling.getFirst();
        Optional<Derived> own = derived(end, evidence);
        Optional<Derived> remote =
                "prflx".equals(end.selected().orElseThrow().what().remoteType())
                        ? PairEnds.remote(evidence.other(end), evidence)
                        : Optional.empty();
        List<Point> hosts = hosts(telling);
        Path path =
                alone(end, own, remote, evidence)
                        .filter(found -> found != Path.STUN || hosts.isEmpty())
                        .orElse(null);
        List<Point> missing = new ArrayList<>(path == null ? hosts : List.of());
        missing.add(Point.of("selected-pair").with("end", evidence.other(end).word()));
        return new Way(path, reasons, missing)
                .because(path == Path.DIRECT, own)
                .because(path != null, remote);
    }

    Finding on(Finding finding) {
        Finding more = path == null ? finding : finding.over(path);
        for (Point reason : reasons) {
            more = more.because(reason);
        }
        for (Point what : missing) {
            more = more.missing(what);
        }
        return more;
    }

    /** The same; what was derived is said where the path rests on it. */
    Way because(boolean isRestingOn, Optional<Derived> derived) {
        return isRestingOn && derived.isPresent()
                ? new Way(
                        path,
                        Stream.concat(reasons.stream(), Stream.of(derived.get().because()))
                                .toList(),
                        missing)
                : this;
    }

    /** Host candidates that would tell whether a NAT lies before a peer-reflexive end. */
    private static List<Point> hosts(List<End> ends) {
        boolean isMapped =
                ends.stream().anyMatch(end -> local(end).orElseThrow().type().equals("srflx"));
        return isMapped
                ? List.of()
                : ends.stream()
                        .filter(end -> local(end).orElseThrow().type().equals("prflx"))
                        .filter(PairEnds::isUndecided)
                        .map(end -> Point.of("host-candidates").with("end", end.word()))
                        .toList();
    }

    /** What an end that calls itself peer-reflexive counts as; a relayed one stays relayed. */
    private static Optional<Derived> derived(End end, Evidence evidence) {
        return local(end)
                .filter(told -> told.type().equals("prflx") && told.relayProtocol() == null)
                .flatMap(_ -> PairEnds.own(end, evidence));
    }

    private static LocalEnd counted(LocalEnd told, Optional<Derived> derived) {
        return derived.map(as -> new LocalEnd(as.type(), told.relayProtocol())).orElse(told);
    }

    private static Optional<LocalEnd> local(End end) {
        return end.selected()
                .map(Seen::what)
                .filter(pair -> pair.localType() != null)
                .map(
                        pair ->
                                new LocalEnd(
                                        Objects.requireNonNull(pair.localType()),
                                        known(pair.relayProtocol())));
    }

    /** A transport that nobody defined tells no more than a missing one. */
    private static @Nullable String known(@Nullable String relayProtocol) {
        return relayProtocol != null && RELAY_PROTOCOLS.contains(relayProtocol)
                ? relayProtocol
                : null;
    }

    private static Point selected(End end) {
        Seen<SelectedPair> seen = end.selected().orElseThrow();
        SelectedPair pair = seen.what();
        Point point =
                Point.of(
                                pair.relayProtocol() == null
                                        ? "selected-as-seen"
                                        : "selected-as-seen-relayed")
                        .with("end", end.word())
                        .with("local", String.valueOf(pair.localType()))
                        .with("remote", pair.remoteType() == null ? "unknown" : pair.remoteType());
        return (pair.relayProtocol() == null
                        ? point
                        : point.with("transport", pair.relayProtocol()))
                .seen(seen.n());
    }

    /** The way out of one end's selected pair alone. */
    private static Optional<Path> alone(
            End end, Optional<Derived> own, Optional<Derived> remote, Evidence evidence) {
        SelectedPair pair = end.selected().orElseThrow().what();
        LocalEnd local = counted(local(end).orElseThrow(), own);
        String remoteType = remote.map(Derived::type).orElse(pair.remoteType());
        boolean isRemoteRelayed = "relay".equals(remoteType);
        if (local.relayProtocol() != null && !isRemoteRelayed) {
            // What the other end's address is makes it no other path, unless that is relayed too.
            return "prflx".equals(remoteType)
                    ? Optional.empty()
                    : Optional.of(SelectedPath.between(local, new LocalEnd("host", null)));
        }
        if (isRemoteRelayed) {
            return relayTransport(pair.remote(), evidence.other(end))
                    .map(
                            transport ->
                                    SelectedPath.between(local, new LocalEnd("relay", transport)));
        }
        if (local.type().equals("relay") || remoteType == null) {
            return Optional.empty();
        }
        if (local.type().equals("host") && remoteType.equals("host")) {
            return Optional.of(Path.DIRECT);
        }
        boolean isTranslated = !local.type().equals("host") || remoteType.equals("srflx");
        return isTranslated && !remoteType.equals("prflx")
                ? Optional.of(Path.STUN)
                : Optional.empty();
    }

    /** How an end reaches the server that gave it a relayed address, told by it or by coturn. */
    private static Optional<String> relayTransport(@Nullable String relayed, End end) {
        if (relayed == null) {
            return Optional.empty();
        }
        List<String> told = new ArrayList<>();
        end.gathering().ofType("relay").stream()
                .map(Seen::what)
                .filter(candidate -> relayed.equals(candidate.address() + ":" + candidate.port()))
                .map(candidate -> known(candidate.relayProtocol()))
                .filter(Objects::nonNull)
                .forEach(told::add);
        end.relayed(Set.of(RelayEvent.Type.ALLOCATED)).stream()
                .map(Seen::what)
                .filter(allocation -> relayed.equals(allocation.relayed()))
                .map(allocation -> known(allocation.transport()))
                .filter(Objects::nonNull)
                .forEach(told::add);
        return Stream.ofNullable(told.isEmpty() ? null : told.getFirst()).findFirst();
    }
}
