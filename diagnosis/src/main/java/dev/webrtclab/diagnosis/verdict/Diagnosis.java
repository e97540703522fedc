package dev.webrtclab.diagnosis.verdict;

import dev.webrtclab.diagnosis.verdict.evidence.Evidence;
import dev.webrtclab.diagnosis.verdict.evidence.Seen;
import dev.webrtclab.diagnosis.verdict.rules.Call;
import dev.webrtclab.diagnosis.verdict.rules.Finding;
import dev.webrtclab.diagnosis.verdict.rules.Rules;
import dev.webrtclab.diagnosis.verdict.stages.Stages;
import dev.webrtclab.diagnosis.verdict.text.Texts;
import dev.webrtclab.diagnosis.verdict.text.Texts.Part;
import dev.webrtclab.protocol.record.SessionRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The verdict on a session. A pure function: the same record and time give the same verdict. */
public final class Diagnosis {
    private Diagnosis() {}

    /**
     * Why a call connected or failed, or how far it is.
     *
     * @param now in ms since the epoch on the lab clock; of no effect once the record has ended
     */
    public static Verdict of(SessionRecord record, double now) {
        return of(record, now, List.of());
    }

    /**
     * As {@link #of(SessionRecord, double)}, of a record that is known to lack something.
     *
     * @param lacking what is missing beside what the rules miss
     */
    public static Verdict of(SessionRecord record, double now, List<Point> lacking) {
        Evidence evidence = Evidence.of(record, now);
        Call call = Call.of(evidence);
        Finding finding = Rules.judge(call);
        return new Verdict(
                finding.code(),
                finding.tone(),
                finding.path(),
                Texts.of(Part.VERDICT, finding.code().word(), finding.params()),
                call.stages().stream().map(stage -> report(stage, evidence)).toList(),
                remarks(Part.REASON, finding.reasons()),
                remarks(Part.NEXT, finding.next()),
                remarks(
                        Part.MISSING,
                        Stream.concat(finding.missing().stream(), lacking.stream()).toList()));
    }

    private static StageReport report(Stages.Found found, Evidence evidence) {
        Optional<Point> untimed = untimed(found);
        Point why = found.why() == null ? untimed.orElse(null) : found.why();
        return new StageReport(
                found.stage(),
                found.result(),
                since(found.decided(), evidence.startedAt()),
                found.began() == null || untimed.isPresent()
                        ? null
                        : since(found.decided(), found.began().at()),
                found.events(),
                why == null ? null : remark(Part.STAGE, why));
    }

    /**
     * Why nobody measured how long a stage took: one look at the statistics, or one event, showed
     * its beginning and its end; or the times of both are not known well enough to be in order.
     */
    private static Optional<Point> untimed(Stages.Found found) {
        Seen<?> began = found.began();
        Seen<?> decided = found.decided();
        if (began == null || decided == null || decided.at() > began.at()) {
            return Optional.empty();
        }
        Point why =
                decided.at() == began.at()
                        ? Point.of("told-at-once")
                        : Point.of("closer-than-clocks");
        return Optional.of(why.seen(began.n(), decided.n()));
    }

    /** An event may be known to lie before the start by as much as the clocks differ. */
    private static @Nullable Double since(@Nullable Seen<?> decided, double start) {
        return decided == null ? null : (Double) Math.max(0, decided.at() - start);
    }

    private static List<Remark> remarks(Part part, List<Point> points) {
        return points.stream().map(point -> remark(part, point)).toList();
    }

    private static Remark remark(Part part, Point point) {
        return new Remark(
                point.code(),
                point.params(),
                Texts.of(part, point.code(), point.params()),
                point.events(),
                point.command());
    }
}
