package dev.webrtclab.diagnosis.verdict.rules;

import dev.webrtclab.diagnosis.verdict.Code;
import dev.webrtclab.diagnosis.verdict.Point;
import dev.webrtclab.diagnosis.verdict.evidence.End;
import dev.webrtclab.diagnosis.verdict.evidence.Seen;
import dev.webrtclab.diagnosis.verdict.evidence.TriedPair;
import java.util.List;
import java.util.Optional;

/** Which way the media takes. */
final class PathRules {
    private PathRules() {}

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
            Way way = Way.of(call.evidence());
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
}
