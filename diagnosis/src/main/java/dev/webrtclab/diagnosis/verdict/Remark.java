package dev.webrtclab.diagnosis.verdict;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One sentence of a verdict: a reason, a next step, or something that is missing.
 *
 * @param code in kebab case, stable
 * @param params what the sentence is about, for example {@code end}
 * @param text the sentence in every language
 * @param events numbers of the events it rests on, ascending
 * @param command the exact command or setting
 */
public record Remark(
        String code,
        Map<String, String> params,
        Text text,
        List<Integer> events,
        @Nullable String command) {
    public Remark {
        params = Collections.unmodifiableMap(new TreeMap<>(params));
        events = events.stream().sorted().distinct().toList();
    }
}
