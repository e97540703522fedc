package dev.webrtclab.diagnosis.verdict.rules;

import dev.webrtclab.diagnosis.nat.ConnectivityForecast;
import dev.webrtclab.diagnosis.nat.Forecast;
import dev.webrtclab.diagnosis.nat.NetworkFacts;
import dev.webrtclab.diagnosis.verdict.Code;
import dev.webrtclab.diagnosis.verdict.Point;
import dev.webrtclab.diagnosis.verdict.evidence.Address;
import dev.webrtclab.diagnosis.verdict.evidence.Address.Kind;
import dev.webrtclab.diagnosis.verdict.evidence.Announced;
import dev.webrtclab.diagnosis.verdict.evidence.End;
import dev.webrtclab.diagnosis.verdict.evidence.Evidence;
import dev.webrtclab.diagnosis.verdict.evidence.Networks;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Addresses that were announced and do not lead to the end that announced them. */
final class AddressRules {
    private static final String SETTING = "MEDIA_PEER_ADVERTISED_ADDRESSES=";

    private AddressRules() {}

    /** An end whose addresses the other one tried in vain, without a check of its arriving. */
    private record Unreached(End end, End from, List<Announced> announced) {
        long sent() {
            return from.checks().sent();
        }

        /** Where the checks are seen that went to an address. */
        List<Integer> triesOf(Announced address) {
            return from.pairs().stream()
                    .filter(pair -> pair.remoteHost().filter(address.host()::equals).isPresent())
                    .flatMap(pair -> pair.events().stream())
                    .toList();
        }

        boolean tried(Announced address) {
            return from.pairs().stream()
                    .filter(pair -> pair.sent() > 0)
                    .anyMatch(pair -> pair.remoteHost().filter(address.host()::equals).isPresent());
        }

        Point point(Code code, Announced address) {
            return Point.of(code)
                    .with("end", end.word())
                    .with("other", from.word())
                    .with("address", address.host())
                    .with("count", sent())
                    .seen(address.events())
                    .seen(triesOf(address));
        }
    }

    private static List<Unreached> unreached(Call call) {
        Evidence evidence = call.evidence();
        return evidence.ends().stream()
                .map(end -> new Unreached(end, evidence.other(end), Announced.by(end, evidence)))
                .filter(one -> call.isSilent() && one.sent() > 0 && !one.announced().isEmpty())
                // A page announces what its browser found; nobody can set that.
                .filter(one -> !one.end().isBrowser() || !one.end().isObserved())
                .toList();
    }

    /**
     * Needs: an end announced private addresses only, among them one of a container's bridge, or
     * one in no network of the other end, which shows its own; checks went there; none was answered
     * or arrived.
     */
    static final class BridgeAddress implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            for (Unreached one : unreached(call)) {
                boolean allPrivate =
                        one.announced().stream()
                                .allMatch(address -> address.kind() == Kind.PRIVATE);
                Optional<Announced> astray =
                        one.announced().stream()
                                .filter(one::tried)
                                .filter(address -> isAstray(address.host(), one.from()))
                                .findFirst();
                if (allPrivate && astray.isPresent()) {
                    return Optional.of(
                            Finding.of(Code.BRIDGE_ADDRESS_ADVERTISED)
                                    .with("end", one.end().word())
                                    .with("other", one.from().word())
                                    .with("address", astray.get().host())
                                    .because(
                                            one.point(Code.BRIDGE_ADDRESS_ADVERTISED, astray.get()))
                                    .next(
                                            Point.of("advertise-reachable")
                                                    .with("end", one.end().word())
                                                    .doing(SETTING + "<address>")));
                }
            }
            return Optional.empty();
        }

        private static boolean isAstray(String host, End from) {
            Set<String> own = from.gathering().ownHosts();
            boolean isNeighbour = own.stream().anyMatch(mine -> Address.shareNetwork(mine, host));
            return !isNeighbour && (Address.isOfContainerBridge(host) || !own.isEmpty());
        }
    }

    /**
     * Needs: an end announced a host address that is none of those it gathered and none by which a
     * server saw it; checks went there; none was answered or arrived.
     */
    static final class WrongAdvertised implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            for (Unreached one : unreached(call)) {
                Set<String> own = one.end().gathering().ownHosts();
                Set<String> mapped = one.end().gathering().mappedHosts();
                Optional<Announced> wrong =
                        one.announced().stream()
                                .filter(address -> address.type().equals("host"))
                                .filter(
                                        address ->
                                                address.kind() == Kind.PUBLIC
                                                        || address.kind() == Kind.PRIVATE)
                                .filter(address -> !own.contains(address.host()))
                                .filter(address -> !mapped.contains(address.host()))
                                .filter(one::tried)
                                .findFirst();
                if (own.isEmpty() || wrong.isEmpty()) {
                    continue;
                }
                Finding finding =
                        Finding.of(Code.WRONG_ADVERTISED_ADDRESS)
                                .with("end", one.end().word())
                                .with("address", wrong.get().host())
                                .because(one.point(Code.WRONG_ADVERTISED_ADDRESS, wrong.get()));
                String right = mapped.stream().findFirst().orElse(null);
                finding =
                        right == null
                                ? finding.missing(
                                        Point.of("nat-report").with("end", one.end().word()))
                                : finding.because(
                                        Point.of("seen-at")
                                                .with("end", one.end().word())
                                                .with("address", right));
                return Optional.of(
                        finding.next(
                                Point.of("correct-advertised")
                                        .with("end", one.end().word())
                                        .doing(SETTING + (right == null ? "<address>" : right))));
            }
            return Optional.empty();
        }
    }

    /**
     * Needs: an end behind a NAT announced the address by which servers see it; checks went there
     * and none arrived; and it could open no way from inside: it sent no check itself, or announced
     * that address as its own, which is said of a forwarded port. A NAT known to use another port
     * for each remote is no matter of forwarding.
     */
    static final class PortForwardMissing implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            for (Unreached one : unreached(call)) {
                NetworkFacts facts = Networks.of(one.end());
                Set<String> mapped = one.end().gathering().mappedHosts();
                Set<String> own = one.end().gathering().ownHosts();
                Optional<Announced> outside =
                        one.announced().stream()
                                .filter(address -> mapped.contains(address.host()))
                                .filter(address -> !own.contains(address.host()))
                                .filter(one::tried)
                                .filter(
                                        address ->
                                                address.type().equals("host")
                                                        || one.end().checks().sent() == 0)
                                .findFirst();
                if (outside.isPresent()
                        && one.end().isObserved()
                        && facts.natted().orElse(false)
                        && !Networks.isUnpredictable(facts)) {
                    return Optional.of(
                            Finding.of(Code.PORT_FORWARD_MISSING)
                                    .with("end", one.end().word())
                                    .with("address", outside.get().host())
                                    .because(
                                            one.point(Code.PORT_FORWARD_MISSING, outside.get())
                                                    .seen(Networks.events(one.end())))
                                    .next(
                                            Point.of("forward-ports")
                                                    .with("end", one.end().word())
                                                    .with("address", outside.get().host()))
                                    .next(Point.of("use-turn")));
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Needs: both NATs are known to use another port for each remote, no relay was known to both
     * ends, and nothing known of their filters lets strangers in.
     */
    static final class SymmetricBoth implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            Evidence evidence = call.evidence();
            NetworkFacts from = Networks.of(evidence.caller());
            NetworkFacts to = Networks.of(evidence.callee());
            boolean isDirectExpected =
                    ConnectivityForecast.between(from, to) instanceof Forecast.Expected expected
                            && !expected.path().isRelayed();
            if (!Networks.isUnpredictable(from)
                    || !Networks.isUnpredictable(to)
                    || isDirectExpected
                    || call.hasSharedRelay()) {
                return Optional.empty();
            }
            return Optional.of(
                    Finding.of(Code.SYMMETRIC_BOTH)
                            .because(
                                    Point.of(Code.SYMMETRIC_BOTH)
                                            .seen(Networks.events(evidence.caller()))
                                            .seen(Networks.events(evidence.callee())))
                            .next(Point.of("use-turn")));
        }
    }
}
