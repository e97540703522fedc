package dev.webrtclab.diagnosis.verdict.rules;

import dev.webrtclab.diagnosis.verdict.Code;
import dev.webrtclab.diagnosis.verdict.Point;
import dev.webrtclab.diagnosis.verdict.evidence.Address.Kind;
import dev.webrtclab.diagnosis.verdict.evidence.Announced;
import dev.webrtclab.diagnosis.verdict.evidence.Checks;
import dev.webrtclab.diagnosis.verdict.evidence.End;
import dev.webrtclab.diagnosis.verdict.evidence.Seen;
import dev.webrtclab.diagnosis.verdict.evidence.TriedPair;
import dev.webrtclab.protocol.record.SessionEvent.Signal;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Description;
import dev.webrtclab.protocol.signaling.EvidenceEvent.Environment;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the connectivity checks say when none led to a pair. */
final class CheckRules {
    private static final Set<Kind> INSIDE =
            EnumSet.of(Kind.PRIVATE, Kind.LOOPBACK, Kind.LINK_LOCAL);

    private CheckRules() {}

    /**
     * Needs: a page from elsewhere has not the permission to reach local addresses, all that the
     * other end announced are such, and the page sent no check to them. The API says nothing: the
     * browser leaves such candidates unused.
     */
    static final class LocalNetworkAccess implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            for (End end : call.evidence().ends()) {
                Optional<Seen<Environment>> environment =
                        end.environment().filter(seen -> isWithheld(seen.what()));
                List<Announced> announced =
                        Announced.by(call.evidence().other(end), call.evidence());
                boolean allInside =
                        !announced.isEmpty()
                                && announced.stream().allMatch(one -> INSIDE.contains(one.kind()))
                                && environment
                                        .filter(seen -> isAsked(seen.what(), announced))
                                        .isPresent();
                if (environment.isPresent() && allInside && end.checks().sent() == 0) {
                    return Optional.of(
                            Finding.of(Code.LOCAL_NETWORK_ACCESS)
                                    .because(
                                            Point.of(Code.LOCAL_NETWORK_ACCESS)
                                                    .with("address", announced.getFirst().host())
                                                    .with(
                                                            "permission",
                                                            String.valueOf(
                                                                    environment
                                                                            .get()
                                                                            .what()
                                                                            .localNetworkAccess()))
                                                    .seen(environment.get().n())
                                                    .seen(announced.getFirst().events()))
                                    .next(Point.of("allow-local-network")));
                }
            }
            return Optional.empty();
        }

        /** Pages of the same machine or network need no permission. */
        private static boolean isAsked(Environment environment, List<Announced> announced) {
            return "public".equals(environment.originKind())
                    || ("private".equals(environment.originKind())
                            && announced.stream().allMatch(one -> one.kind() == Kind.LOOPBACK));
        }

        private static boolean isWithheld(Environment environment) {
            String permission = environment.localNetworkAccess();
            return "denied".equals(permission) || "prompt".equals(permission);
        }
    }

    /**
     * Needs: an end announced {@code .local} names only, the other end formed no pair with them,
     * and the first one could send no check either. A hidden address is no error while checks of
     * the end that hides it can arrive.
     */
    static final class OnlyHidden implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            for (End end : call.evidence().ends()) {
                End other = call.evidence().other(end);
                List<Announced> announced = Announced.by(end, call.evidence());
                boolean allHidden =
                        !announced.isEmpty()
                                && announced.stream().allMatch(one -> one.kind() == Kind.HIDDEN);
                if (allHidden
                        && tellsPairs(other)
                        && other.pairs().isEmpty()
                        && end.checks().sent() == 0) {
                    return Optional.of(
                            Finding.of(Code.ONLY_HIDDEN_CANDIDATES)
                                    .with("end", end.word())
                                    .with("other", other.word())
                                    .because(
                                            Point.of(Code.ONLY_HIDDEN_CANDIDATES)
                                                    .with("end", end.word())
                                                    .with("other", other.word())
                                                    .with("count", announced.size())
                                                    .seen(
                                                            announced.stream()
                                                                    .flatMap(
                                                                            one ->
                                                                                    one
                                                                                            .events()
                                                                                            .stream())
                                                                    .toList()))
                                    .next(Point.of("allow-microphone"))
                                    .next(Point.of("use-stun")));
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Needs: an end that gathered addresses and tells its pairs formed none, and neither did the
     * other. Whether the other one's addresses passed the signaling service is said.
     */
    static final class NoRemoteCandidates implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            for (End end : call.evidence().ends()) {
                End other = call.evidence().other(end);
                if (end.gathering().candidates().isEmpty()
                        || !tellsPairs(end)
                        || !end.pairs().isEmpty()
                        || !other.pairs().isEmpty()) {
                    continue;
                }
                int passed = call.evidence().signals(Signal.CANDIDATE, other).size();
                return Optional.of(
                        Finding.of(Code.NO_REMOTE_CANDIDATES)
                                .with("end", end.word())
                                .with("other", other.word())
                                .because(
                                        (passed == 0
                                                        ? Point.of(Code.NO_REMOTE_CANDIDATES)
                                                        : Point.of("candidates-not-used"))
                                                .with("end", end.word())
                                                .with("other", other.word())
                                                .with("count", passed)
                                                .seen(
                                                        call.checksBegan().stream()
                                                                .map(Seen::n)
                                                                .toList())
                                                .seen(
                                                        call
                                                                .evidence()
                                                                .signals(Signal.CANDIDATE, other)
                                                                .stream()
                                                                .limit(3)
                                                                .map(Seen::n)
                                                                .toList()))
                                .next(Point.of("compare-candidates")));
            }
            return Optional.empty();
        }
    }

    /** Version 1 of the record had no pairs: their absence there says nothing. */
    private static boolean tellsPairs(End end) {
        return end.environment().isPresent() || end.first(Description.class).isPresent();
    }

    /**
     * Needs: checks of one end arrived at the other, and no check of either was answered. Their
     * answers go the same way as the checks of the end they arrived at, so that way is shut.
     */
    static final class OneWay implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            for (End end : call.evidence().ends()) {
                End other = call.evidence().other(end);
                Checks here = end.checks();
                Checks there = other.checks();
                if (here.arrived() > 0
                        && there.arrived() == 0
                        && !here.isUp()
                        && !there.isUp()
                        && there.sent() > 0) {
                    return Optional.of(
                            Finding.of(Code.ONE_WAY)
                                    .with("end", end.word())
                                    .with("other", other.word())
                                    .because(
                                            Point.of(Code.ONE_WAY)
                                                    .with("end", end.word())
                                                    .with("other", other.word())
                                                    .with("count", here.arrived())
                                                    .with("sent", there.sent())
                                                    .seen(here.events())
                                                    .seen(there.events()))
                                    .next(Point.of("open-incoming-udp").with("end", other.word())));
                }
            }
            return Optional.empty();
        }
    }

    /** Needs: an end that sent checks, all of them over interfaces that the engine calls vpn. */
    static final class VpnPath implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            for (End end : call.evidence().ends()) {
                List<TriedPair> tried =
                        end.pairs().stream().filter(pair -> pair.sent() > 0).toList();
                if (!tried.isEmpty()
                        && call.isSilent()
                        && tried.stream()
                                .allMatch(pair -> "vpn".equals(pair.last().networkType()))) {
                    return Optional.of(
                            Finding.of(Code.VPN_PATH)
                                    .with("end", end.word())
                                    .because(
                                            Point.of("vpn-unanswered")
                                                    .with("end", end.word())
                                                    .with(
                                                            "count",
                                                            tried.stream()
                                                                    .mapToLong(TriedPair::sent)
                                                                    .sum())
                                                    .seen(
                                                            tried.stream()
                                                                    .flatMap(
                                                                            pair ->
                                                                                    pair
                                                                                            .events()
                                                                                            .stream())
                                                                    .toList()))
                                    .next(Point.of("leave-vpn")));
                }
            }
            return Optional.empty();
        }
    }

    /** Needs: checks were sent, and none was answered or arrived at either end. */
    static final class NoAnswers implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            Checks caller = call.evidence().caller().checks();
            Checks callee = call.evidence().callee().checks();
            long sent = caller.sent() + callee.sent();
            if (sent == 0 || !call.isSilent()) {
                return Optional.empty();
            }
            Finding finding =
                    Finding.of(Code.NO_ANSWERS)
                            .because(
                                    Point.of(Code.NO_ANSWERS)
                                            .with("count", sent)
                                            .seen(caller.events())
                                            .seen(callee.events()))
                            .next(Point.of("open-udp"));
            for (End end : call.evidence().ends()) {
                if (!end.isObserved()) {
                    finding = finding.missing(Point.of("log-of-end").with("end", end.word()));
                }
            }
            return Optional.of(finding);
        }
    }
}
