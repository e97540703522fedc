package dev.webrtclab.diagnosis.verdict.rules;

import dev.webrtclab.diagnosis.path.LocalEnd;
import dev.webrtclab.diagnosis.path.Path;
import dev.webrtclab.diagnosis.path.SelectedPath;
import dev.webrtclab.diagnosis.verdict.Code;
import dev.webrtclab.diagnosis.verdict.Point;
import dev.webrtclab.diagnosis.verdict.evidence.End;
import dev.webrtclab.diagnosis.verdict.evidence.Evidence;
import dev.webrtclab.diagnosis.verdict.evidence.Seen;
import dev.webrtclab.diagnosis.verdict.evidence.TriedPair;
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

/** Which way the media takes. */
final class PathRules {
    private static final Set<String> RELAY_PROTOCOLS = Set.of("udp", "tcp", "tls");

    private PathRules() {}

    /**
     * A way with the facts that tell it.
     *
     * @param path {@code null} when they do not
     */
    record Way(@Nullable Path path, List<Point> reasons, List<Point> missing) {
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
    }

    /**
     * Needs: a decoded frame (or keys, when no video was agreed). The path is told by the selected
     * pair of both ends, each by its own candidate; with one end's only when that one is enough: it
     * is relayed itself with a known transport, or no address is translated or learned by a check.
     * An address learned by a check counts as {@link PairEnds} derives it.
     */
    static final class Connected implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            if (!call.wasUp()) {
                return Optional.empty();
            }
            Way way = way(call.evidence());
            Code code =
                    way.path() == null
                            ? Code.CONNECTED_PATH_UNKNOWN
                            : switch (way.path()) {
                                case DIRECT -> Code.CONNECTED_DIRECT;
                                case STUN -> Code.CONNECTED_STUN;
                                case RELAY_UDP -> Code.CONNECTED_RELAY_UDP;
                                case RELAY_TCP -> Code.CONNECTED_RELAY_TCP;
                                case RELAY_TLS -> Code.CONNECTED_RELAY_TLS;
                                case FAILED -> Code.CONNECTED_PATH_UNKNOWN;
                            };
            Finding finding =
                    way.on(Finding.of(code).with("end", call.evidence().receiver().word()));
            finding = whyRelayed(call, finding, way);
            finding = howItEnded(call, finding);
            return Optional.of(next(call, finding, way));
        }

        private static Finding next(Call call, Finding finding, Way way) {
            if (way.path() == null) {
                return finding;
            }
            return switch (way.path()) {
                case DIRECT -> finding.next(Point.of("nothing-to-do-direct"));
                case STUN -> finding.next(Point.of("nothing-to-do-stun"));
                case RELAY_UDP, RELAY_TCP, RELAY_TLS ->
                        finding.next(
                                Point.of(
                                        call.evidence().ends().stream().anyMatch(End::isRelayOnly)
                                                ? "allow-all-paths"
                                                : "if-direct-expected"));
                case FAILED -> finding;
            };
        }

        private static Finding whyRelayed(Call call, Finding finding, Way way) {
            if (way.path() == null || !way.path().isRelayed()) {
                return finding;
            }
            for (End end : call.evidence().ends()) {
                if (end.isRelayOnly()) {
                    return finding.because(
                            Point.of("policy-relay")
                                    .with("end", end.word())
                                    .seen(end.environment().map(Seen::n).stream().toList()));
                }
            }
            List<TriedPair> direct =
                    call.evidence().ends().stream()
                            .flatMap(end -> end.pairs().stream())
                            .filter(pair -> !pair.isRelayed())
                            .filter(pair -> pair.sent() > 0)
                            .toList();
            return direct.isEmpty() || direct.stream().anyMatch(TriedPair::isOrWasUp)
                    ? finding
                    : finding.because(
                            Point.of("direct-unanswered")
                                    .with("count", direct.size())
                                    .with("sent", direct.stream().mapToLong(TriedPair::sent).sum())
                                    .seen(
                                            direct.stream()
                                                    .flatMap(p -> p.events().stream())
                                                    .toList()));
        }

        private static Finding howItEnded(Call call, Finding finding) {
            return call.evidence()
                    .departure()
                    .map(
                            seen ->
                                    finding.because(
                                            Point.of("end-left")
                                                    .with("end", seen.what().end().word())
                                                    .with("reason", SignalingRules.reason(seen))
                                                    .seen(seen.n())))
                    .orElse(finding);
        }
    }

    /** The way of a call, as far as the selected pairs tell. */
    static Way way(Evidence evidence) {
        List<End> telling = evidence.ends().stream().filter(end -> local(end).isPresent()).toList();
        if (telling.isEmpty()) {
            return new Way(
                    null,
                    List.of(),
                    List.of(Point.of("selected-pair").with("end", evidence.receiver().word())));
        }
        List<Point> reasons = telling.stream().map(PathRules::selected).toList();
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
