package dev.webrtclab.diagnosis.verdict;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of one stage.
 *
 * @param at when it was decided, in ms after the start of the record
 * @param took from what began it to what decided it, in ms; {@code null} where nobody measured it,
 *     never 0 in its place
 * @param events numbers of the events that decided it, ascending
 * @param why what to say about it beyond its result
 */
public record StageReport(
        Stage stage,
        Result result,
        @Nullable Double at,
        @Nullable Double took,
        List<Integer> events,
        @Nullable Remark why) {
    public StageReport {
        events = events.stream().sorted().distinct().toList();
    }

    /** How a stage ended, if it did. */
    public enum Result {
        PASSED,
        FAILED,
        RUNNING,
        NOT_REACHED,
        /** Nothing that was observed says. */
        UNKNOWN;

        /** The word on the wire, such as {@code not-reached}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
