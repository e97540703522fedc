package dev.webrtclab.diagnosis.verdict.rules;

import dev.webrtclab.diagnosis.path.Path;
import dev.webrtclab.diagnosis.verdict.Code;
import dev.webrtclab.diagnosis.verdict.Point;
import dev.webrtclab.diagnosis.verdict.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a rule found.
 *
 * @param params of the sentence
 */
public record Finding(
        Code code,
        Tone tone,
        @Nullable Path path,
        Map<String, String> params,
        List<Point> reasons,
        List<Point> next,
        List<Point> missing) {
    public Finding {
        params = Map.copyOf(params);
        reasons = List.copyOf(reasons);
        next = List.copyOf(next);
        missing = List.copyOf(missing);
    }

    static Finding of(Code code) {
        return new Finding(code, code.tone(), null, Map.of(), List.of(), List.of(), List.of());
    }

    Finding with(String name, Object value) {
        Map<String, String> more = new TreeMap<>(params);
        more.put(name, String.valueOf(value));
        return new Finding(code, tone, path, more, reasons, next, missing);
    }

    Finding because(Point reason) {
        return new Finding(code, tone, path, params, and(reasons, reason), next, missing);
    }

    Finding next(Point step) {
        return new Finding(code, tone, path, params, reasons, and(next, step), missing);
    }

    Finding missing(Point what) {
        return new Finding(code, tone, path, params, reasons, next, and(missing, what));
    }

    Finding over(Path way) {
        return new Finding(code, tone, way, params, reasons, next, missing);
    }

    Finding sounding(Tone other) {
        return new Finding(code, other, path, params, reasons, next, missing);
    }

    private static List<Point> and(List<Point> points, Point one) {
        List<Point> more = new ArrayList<>(points);
        more.add(one);
        return more;
    }
}
