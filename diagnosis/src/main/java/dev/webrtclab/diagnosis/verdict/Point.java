package dev.webrtclab.diagnosis.verdict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something to be said, before it is put into words.
 *
 * @param events numbers of the events it rests on
 * @param command the exact command or setting
 */
public record Point(
        String code, Map<String, String> params, List<Integer> events, @Nullable String command) {
    public Point {
        params = Collections.unmodifiableMap(new TreeMap<>(params));
        events = List.copyOf(events);
    }

    /** A sentence of this code. */
    public static Point of(String code) {
        return new Point(code, Map.of(), List.of(), null);
    }

    /** The sentence that has the code of a verdict. */
    public static Point of(Code code) {
        return of(code.word());
    }

    /** The same about something. */
    public Point with(String name, Object value) {
        Map<String, String> more = new TreeMap<>(params);
        more.put(name, String.valueOf(value));
        return new Point(code, more, events, command);
    }

    /** The same, resting on these events too. */
    public Point seen(Collection<Integer> numbers) {
        List<Integer> more = new ArrayList<>(events);
        more.addAll(numbers);
        return new Point(code, params, more, command);
    }

    /** The same, resting on these events too. */
    public Point seen(Integer... numbers) {
        return seen(List.of(numbers));
    }

    /** The same with the exact command or setting. */
    public Point doing(String exact) {
        return new Point(code, params, events, exact);
    }
}
