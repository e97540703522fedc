package dev.webrtclab.e2e.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.webrtclab.e2e.CallPage;
import dev.webrtclab.e2e.Chromium;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Calls whose pictures the page itself reads from glass to glass. */
final class GlassCalls {
    /** Frames the pattern has in a second. */
    private static final int PATTERN_RATE = 30;

    /** So much longer than meant a sample may take before the bench gives up. */
    private static final int MOST_STRETCHED = 4;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String url;
    private final int calls;
    private final int seconds;

    /**
     * @param url where the call page is
     * @param calls of each kind
     * @param seconds length of each
     */
    GlassCalls(String url, int calls, int seconds) {
        this.url = url;
        this.calls = calls;
        this.seconds = seconds;
    }

    /** Measures, prints a row per call, and puts every figure into {@code measured}. */
    void measure(Chromium chromium, Map<String, Object> measured) throws Exception {
        System.out.printf("Glass to glass on the call page, %d s each, times in ms%n%n", seconds);
        System.out.println(
                "| path | age of the picture p50 | p99 | ± (clocks) | in this browser p50 | p99"
                        + " | never shown | again | freezes | getStats: processing | jitter buffer"
                        + " | dropped | freezes | a reading |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        for (String policy : List.of("all", "relay")) {
            List<JsonNode> views = new ArrayList<>();
            for (int call = 0; call < calls; call++) {
                JsonNode view = once(chromium, policy);
                views.add(view);
                System.out.println(row(view));
            }
            measured.put("glass to glass, ICE policy " + policy, views);
        }
    }

    private JsonNode once(Chromium chromium, String policy) throws Exception {
        CallPage call =
                CallPage.open(chromium.newPage(new Browser.NewContextOptions()), url)
                        .choose("ice-policy", policy);
        call.page().waitForFunction("() => window.webrtcLab.ready");
        call.start().awaitPlaying();
        call.page()
                .waitForFunction(
                        "most => window.webrtcLab.glass?.figures.frames.value?.shown >= most",
                        seconds * PATTERN_RATE,
                        new Page.WaitForFunctionOptions()
                                .setTimeout(MOST_STRETCHED * seconds * 1000.0));
        String json =
                (String)
                        call.page()
                                .evaluate(
                                        "() => JSON.stringify({ path: window.webrtcLab.path, ...window.webrtcLab.glass })");
        call.stop();
        call.page().context().close();
        return JSON.readTree(json);
    }

    private static String row(JsonNode view) {
        JsonNode figures = view.path("figures");
        JsonNode delay = figures.path("delay").path("value");
        JsonNode frames = figures.path("frames").path("value");
        JsonNode stats = view.path("stats");
        return "| "
                + String.join(
                        " | ",
                        view.path("path").asText(),
                        bounds(delay.path("p50")),
                        bounds(delay.path("p99")),
                        delay.isMissingNode()
                                ? "unknown: " + figures.path("delay").path("why").asText()
                                : ms(delay.path("uncertainty"))
                                        + " ("
                                        + delay.path("basis").asText()
                                        + ")",
                        ms(figures.path("inBrowser").path("p50")),
                        ms(figures.path("inBrowser").path("p99")),
                        count(frames.path("lost"))
                                + " of "
                                + (frames.path("lost").asLong() + frames.path("shown").asLong()),
                        count(frames.path("repeated")),
                        freezes(
                                figures.path("freezes").path("count"),
                                figures.path("freezes").path("total")),
                        ms(stats.path("processing")),
                        ms(stats.path("jitterBuffer")),
                        count(stats.path("framesDropped")),
                        freezes(stats.path("freezeCount"), stats.path("freezesTotal")),
                        ms(view.path("cost")))
                + " |";
    }

    private static String bounds(JsonNode bounds) {
        if (bounds.isMissingNode()) {
            return "–";
        }
        double least = bounds.path("least").asDouble();
        double most = bounds.path("most").asDouble();
        return most - least > 20
                ? String.format(Locale.ROOT, "%.0f–%.0f", least, most)
                : String.format(Locale.ROOT, "%.1f", (least + most) / 2);
    }

    private static String freezes(JsonNode count, JsonNode total) {
        return count.asLong() == 0
                ? count(count)
                : String.format(Locale.ROOT, "%d, %.0f", count.asLong(), total.asDouble());
    }

    private static String count(JsonNode value) {
        return value.isNumber() ? String.valueOf(value.asLong()) : "–";
    }

    private static String ms(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, "%.1f", value.asDouble()) : "–";
    }
}
