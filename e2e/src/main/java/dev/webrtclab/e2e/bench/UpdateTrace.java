package dev.webrtclab.e2e.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Chromium's own record of what the thread of a page did, cut into updates: from the arrival of one
 * server-sent event to the arrival of the next.
 */
final class UpdateTrace {
    /** What the thread was busy with. */
    enum Work {
        SCRIPT,
        STYLE,
        LAYOUT,
        PAINT,
        OTHER
    }

    /**
     * One update.
     *
     * @param busy time the thread was not idle, in ms; on a busy machine part of it is waiting for
     *     a core
     * @param cpu time the thread had a core, in ms
     * @param parts the same by what it did
     * @param drawn from arrival to the end of the last frame that followed, in ms; what the page
     *     waits on purpose is in it
     */
    record Update(double busy, double cpu, Map<Work, Double> parts, double drawn) {}

    /** An entry of the trace of one thread; times in µs. */
    private record Slice(String name, double from, double until, double cpu) {}

    private UpdateTrace() {}

    /**
     * Reads a trace.
     *
     * @param trace the JSON that Chromium wrote
     * @param arrival name that the page gives to the arrival of an event, by {@code
     *     performance.mark}
     */
    static List<Update> read(JsonNode trace, String arrival) {
        List<JsonNode> events = new ArrayList<>();
        trace.get("traceEvents").forEach(events::add);
        List<JsonNode> marks =
                events.stream()
                        .filter(event -> arrival.equals(event.path("name").asText()))
                        .filter(event -> event.path("cat").asText().contains("blink.user_timing"))
                        .sorted(Comparator.comparingDouble(event -> event.get("ts").asDouble()))
                        .toList();
        if (marks.isEmpty()) {
            return List.of();
        }
        String thread = threadOf(marks.getFirst());
        List<Slice> slices =
                events.stream()
                        .filter(event -> "X".equals(event.path("ph").asText()))
                        .filter(event -> thread.equals(threadOf(event)))
                        .map(UpdateTrace::slice)
                        .sorted(
                                Comparator.comparingDouble(Slice::from)
                                        .thenComparing(
                                                Comparator.comparingDouble(Slice::until)
                                                        .reversed()))
                        .toList();
        List<Slice> tasks = slices.stream().filter(slice -> isTask(slice.name())).toList();
        List<Double> starts =
                marks.stream().map(mark -> taskStart(tasks, mark.get("ts").asDouble())).toList();
        List<Update> updates = new ArrayList<>();
        // The last one has no end that is known.
        for (int index = 0; index + 1 < starts.size(); index++) {
            updates.add(update(slices, starts.get(index), starts.get(index + 1)));
        }
        return updates;
    }

    private static Update update(List<Slice> slices, double from, double until) {
        Map<Work, Double> parts = new EnumMap<>(Work.class);
        for (Work work : Work.values()) {
            parts.put(work, 0.0);
        }
        double busy = 0;
        double cpu = 0;
        double frame = from;
        Deque<Slice> open = new ArrayDeque<>();
        for (Slice slice : slices) {
            if (slice.from() < from || slice.from() >= until) {
                continue;
            }
            while (!open.isEmpty() && open.peek().until() <= slice.from()) {
                open.pop();
            }
            double took = (slice.until() - slice.from()) / 1000;
            Work work = workOf(slice.name(), open);
            if (open.isEmpty()) {
                busy += took;
                cpu += slice.cpu() / 1000;
            } else {
                // What is inside counts as what it is, not as what it is inside of.
                parts.merge(workOf(open), -took, Double::sum);
            }
            open.push(new Slice(work.name(), slice.from(), slice.until(), slice.cpu()));
            parts.merge(work, took, Double::sum);
            if (slice.name().equals("Commit") || slice.name().equals("Paint")) {
                frame = slice.until();
            }
        }
        return new Update(busy, cpu, parts, (frame - from) / 1000);
    }

    private static Work workOf(Deque<Slice> open) {
        return Work.valueOf(open.peek().name());
    }

    private static Work workOf(String name, Deque<Slice> open) {
        return switch (name) {
            case "FunctionCall",
                    "EventDispatch",
                    "TimerFire",
                    "FireAnimationFrame",
                    "RunMicrotasks",
                    "v8.callFunction",
                    "EvaluateScript",
                    "MinorGC",
                    "MajorGC" ->
                    Work.SCRIPT;
            case "UpdateLayoutTree", "RecalculateStyles", "ParseAuthorStyleSheet" -> Work.STYLE;
            case "Layout" -> Work.LAYOUT;
            case "PrePaint", "Paint", "Layerize", "Commit", "UpdateLayer", "PaintImage" ->
                    Work.PAINT;
            default -> open.isEmpty() ? Work.OTHER : workOf(open);
        };
    }

    /** The start of the task that holds a moment. */
    private static double taskStart(List<Slice> tasks, double at) {
        return tasks.stream()
                .filter(task -> task.from() <= at && task.until() >= at)
                .mapToDouble(Slice::from)
                .min()
                .orElse(at);
    }

    private static boolean isTask(String name) {
        return name.equals("RunTask") || name.equals("ThreadControllerImpl::RunTask");
    }

    private static Slice slice(JsonNode event) {
        double from = event.get("ts").asDouble();
        return new Slice(
                event.get("name").asText(),
                from,
                from + event.path("dur").asDouble(),
                event.path("tdur").asDouble());
    }

    private static String threadOf(JsonNode event) {
        return event.get("pid").asText() + " " + event.get("tid").asText();
    }
}
