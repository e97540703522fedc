package dev.webrtclab.diagnosis.verdict;

import dev.webrtclab.diagnosis.path.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a call connected or failed, as far as the events of its record say.
 *
 * @param path the way the media takes or took, when it is known
 * @param sentence the verdict itself
 * @param stages all of them, in order
 * @param reasons what decided it, the strongest first
 * @param next what to do, the most useful first
 * @param missing what was not observed and would decide more
 */
public record Verdict(
        Code code,
        Tone tone,
        @Nullable Path path,
        Text sentence,
        List<StageReport> stages,
        List<Remark> reasons,
        List<Remark> next,
        List<Remark> missing) {
    public Verdict {
        stages = List.copyOf(stages);
        reasons = List.copyOf(reasons);
        next = List.copyOf(next);
        missing = List.copyOf(missing);
    }
}
