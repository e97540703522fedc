package dev.webrtclab.diagnosis.verdict.rules;

import dev.webrtclab.diagnosis.verdict.Code;
import dev.webrtclab.diagnosis.verdict.Point;
import dev.webrtclab.diagnosis.verdict.Stage;
import dev.webrtclab.diagnosis.verdict.evidence.End;
import dev.webrtclab.diagnosis.verdict.evidence.Evidence;
import dev.webrtclab.diagnosis.verdict.stages.Stages;
import java.util.Optional;

/** What is left when no rule explains a call: it goes on, it was ended, or nobody knows. */
final class OpenRules {
    private OpenRules() {}

    /**
     * Needs: an end left on purpose, or the record ended, before the picture, and nothing failed.
     */
    static final class Ended implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            Evidence evidence = call.evidence();
            if (call.saysFailed() || !call.wasStopped()) {
                return Optional.empty();
            }
            return evidence.departure()
                    .map(
                            seen ->
                                    Finding.of(Code.ENDED)
                                            .with("stage", stage(call))
                                            .because(
                                                    Point.of("end-left")
                                                            .with("end", seen.what().end().word())
                                                            .with(
                                                                    "reason",
                                                                    SignalingRules.reason(seen))
                                                            .seen(seen.n()))
                                            .next(Point.of("start-again")));
        }
    }

    /** Needs: the record goes on, its latest event is recent, and nothing failed. */
    static final class Connecting implements Rule {
        @Override
        public Optional<Finding> look(Call call) {
            return call.evidence().isOver() || call.saysFailed()
                    ? Optional.empty()
                    : Optional.of(
                            Finding.of(Code.CONNECTING)
                                    .with("stage", stage(call))
                                    .next(Point.of("wait")));
        }
    }

    /** Always: what was observed does not decide, and this is what would. */
    static Finding unknown(Call call) {
        Finding finding = Finding.of(Code.UNKNOWN).with("stage", stage(call));
        Evidence evidence = call.evidence();
        for (End end : evidence.ends()) {
            if (!end.isObserved()) {
                finding = finding.missing(Point.of("log-of-end").with("end", end.word()));
            } else if (end.pairs().isEmpty() && call.isPassed(Stage.EXCHANGE)) {
                finding = finding.missing(Point.of("pairs-of-end").with("end", end.word()));
            }
        }
        if (evidence.dropped() > 0) {
            finding = finding.missing(Point.of("dropped").with("count", evidence.dropped()));
        }
        if (finding.missing().isEmpty()) {
            finding = finding.missing(Point.of("a-new-call"));
        }
        return finding.next(Point.of("start-again"));
    }

    private static String stage(Call call) {
        return Stages.stuckAt(call.stages())
                .map(found -> found.stage().word())
                .orElse(Stage.FIRST_FRAME.word());
    }
}
