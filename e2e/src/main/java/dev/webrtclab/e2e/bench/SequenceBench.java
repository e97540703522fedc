package dev.webrtclab.e2e.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.webrtclab.e2e.CallPage;
import dev.webrtclab.e2e.Chromium;
import dev.webrtclab.e2e.Lab;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What one more event of a long session costs the page that shows it. */
@Command(
        name = "sequence",
        description =
                "Time the page needs for one more event of a session of 200 and of 2,000: script, style, layout, paint;"
                        + " as a diagram and as a table.",
        mixinStandardHelpOptions = true)
final class SequenceBench implements Callable<Integer> {
    /** Most that one update may take. */
    private static final double AIM_MS = 8;

    private static final String ARRIVAL = "session-event";
    private static final List<String> CATEGORIES =
            List.of(
                    "-*",
                    "devtools.timeline",
                    "disabled-by-default-devtools.timeline",
                    "blink.user_timing");

    @Option(names = "--url", description = "where the page is (default: ${DEFAULT-VALUE})")
    private String url = Lab.PAGE;

    @Option(names = "--session", description = "session file to grow (default: one of the bench)")
    private @Nullable Path file;

    @Option(names = "--seed", description = "of what varies (default: ${DEFAULT-VALUE})")
    private long seed = 20_261_121;

    @Option(names = "--updates", description = "events measured each (default: ${DEFAULT-VALUE})")
    private int updates = 100;

    @Option(
            names = "--warm-up",
            description = "events before, not counted (default: ${DEFAULT-VALUE})")
    private int warmUp = 50;

    @Option(names = "--every", description = "ms between two events (default: ${DEFAULT-VALUE})")
    private long every = 100;

    @Option(names = "--trace", description = "keep what Chromium recorded in this folder")
    private @Nullable Path traces;

    @Option(names = "--json", description = "write every figure to this file")
    private @Nullable Path json;

    private record Kind(int events, boolean table) {
        String name() {
            return String.format(Locale.ROOT, "%d, %s", events, table ? "table" : "diagram");
        }
    }

    @Override
    public Integer call() throws Exception {
        GrownSession session = new GrownSession(sessionFile());
        Map<String, Object> measured = new LinkedHashMap<>();
        System.out.printf(
                "Sequence diagram, %d updates each, ms of the page's thread%n%n", updates);
        System.out.println(
                "| events, view | rows | median | p95 | most | CPU median | script | style | layout | paint | other | arrival → drawn |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|");
        Map<Boolean, Double> small = new LinkedHashMap<>();
        List<String> ratios = new ArrayList<>();
        boolean held = true;
        try (Chromium chromium = Chromium.launch()) {
            for (int events : new int[] {200, 2000}) {
                for (boolean table : new boolean[] {false, true}) {
                    Kind kind = new Kind(events, table);
                    List<UpdateTrace.Update> seen = measure(chromium, session, kind, measured);
                    double median =
                            Spread.of(seen.stream().map(UpdateTrace.Update::busy).toList())
                                    .median();
                    if (events == 200) {
                        small.put(table, median);
                    } else {
                        ratios.add(
                                String.format(
                                        Locale.ROOT,
                                        "%s: %.2f × that of 200",
                                        kind.name(),
                                        median / Objects.requireNonNull(small.get(table))));
                        held &= median <= AIM_MS;
                    }
                }
            }
        }
        System.out.println();
        ratios.forEach(System.out::println);
        System.out.printf("Aim, at most 8 ms: %s%n", held ? "met by the median" : "not met");
        Report.write(json, measured);
        return 0;
    }

    private List<UpdateTrace.Update> measure(
            Chromium chromium, GrownSession session, Kind kind, Map<String, Object> measured)
            throws IOException {
        // One more than is measured: the arrival of the next event is the end of an update.
        int all = kind.events() + updates + 1;
        int there = kind.events() - warmUp;
        List<ObjectNode> events = session.events(all, seed);
        List<ObjectNode> past = events.subList(0, there);
        try (SessionPlayer player = new SessionPlayer(past)) {
            Page page =
                    chromium.newPage(new Browser.NewContextOptions().setViewportSize(1440, 900));
            new StandInService(session, session.record(past), player.url()).answer(page);
            CallPage call = CallPage.open(page, url).start();
            page.waitForFunction("() => window.webrtcLab.session !== undefined");
            call.stop();
            awaitEvents(page, there);
            if (kind.table()) {
                call.check("sequence-as-table");
            }
            call.element("sequence-diagram").scrollIntoViewIfNeeded();
            await(page, player.play(events.subList(there, kind.events()), every));
            awaitEvents(page, kind.events());
            page.context()
                    .browser()
                    .startTracing(
                            page, new Browser.StartTracingOptions().setCategories(CATEGORIES));
            await(page, player.play(events.subList(kind.events(), all), every));
            awaitEvents(page, all);
            byte[] trace = page.context().browser().stopTracing();
            if (traces != null) {
                Files.createDirectories(traces);
                Files.write(traces.resolve(kind.name().replaceAll("\\W+", "-") + ".json"), trace);
            }
            int rows =
                    ((Number)
                                    page.evaluate(
                                            "() => Number(document.querySelector('[data-fact=\"sequence.rows\"]').textContent.match(/\\d+/)?.[0])"))
                            .intValue();
            page.context().close();
            List<UpdateTrace.Update> seen =
                    UpdateTrace.read(new ObjectMapper().readTree(trace), ARRIVAL);
            if (seen.size() < updates) {
                throw new IllegalStateException(
                        "only " + seen.size() + " of " + updates + " updates are in the trace");
            }
            measured.put(kind.name(), Map.of("rows", rows, "updates", seen));
            System.out.println(row(kind, rows, seen));
            return seen;
        }
    }

    private static void awaitEvents(Page page, int count) {
        page.waitForCondition(
                () ->
                        String.valueOf(count)
                                .equals(
                                        page.getByTestId("sequence-diagram")
                                                .getAttribute("data-events")));
    }

    private static void await(Page page, CompletableFuture<?> done) {
        // The page is answered while this waits.
        page.waitForCondition(done::isDone, new Page.WaitForConditionOptions().setTimeout(300_000));
        done.join();
    }

    private static String row(Kind kind, int rows, List<UpdateTrace.Update> seen) {
        List<Double> busy = seen.stream().map(UpdateTrace.Update::busy).sorted().toList();
        StringBuilder row = new StringBuilder("| " + kind.name() + " | " + rows + " |");
        for (double value :
                List.of(
                        Spread.of(busy).median(),
                        busy.get((int) Math.ceil(busy.size() * 0.95) - 1),
                        busy.getLast(),
                        Spread.of(seen.stream().map(UpdateTrace.Update::cpu).toList()).median())) {
            row.append(String.format(Locale.ROOT, " %.1f |", value));
        }
        for (UpdateTrace.Work work : UpdateTrace.Work.values()) {
            double median =
                    Spread.of(
                                    seen.stream()
                                            .map(
                                                    update ->
                                                            Objects.requireNonNull(
                                                                    update.parts().get(work)))
                                            .toList())
                            .median();
            row.append(String.format(Locale.ROOT, " %.1f |", median));
        }
        return row.append(' ')
                .append(Spread.of(seen.stream().map(UpdateTrace.Update::drawn).toList()).shown())
                .append(" |")
                .toString();
    }

    private JsonNode sessionFile() throws IOException {
        if (file != null) {
            return new ObjectMapper().readTree(file.toFile());
        }
        try (InputStream in = SequenceBench.class.getResourceAsStream("/bench/session.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in));
        }
    }
}
