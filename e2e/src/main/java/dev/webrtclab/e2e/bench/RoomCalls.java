package dev.webrtclab.e2e.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.webrtclab.e2e.Chromium;
import dev.webrtclab.e2e.Http;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** A room of three browsers and the Java peer, every one of them seen by every other. */
final class RoomCalls implements AutoCloseable {
    /** Frames each remote picture has to show in a second. */
    static final double LEAST_FRAMES = 15;

    /** From the click on join to the first remote frame, on loopback. */
    static final double MOST_JOIN_MS = 500;

    /** So much longer than meant the sample may take before the bench gives up. */
    private static final int MOST_STRETCHED = 4;

    private static final int BROWSERS = 3;
    private static final int WIDTH = 320;
    private static final int HEIGHT = 180;
    private static final int CAMERA_RATE = 30;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String url;
    private final String room = "bench-" + UUID.randomUUID().toString().substring(0, 8);
    private final List<Chromium> browsers = new ArrayList<>();
    private final List<Page> pages = new ArrayList<>();

    /**
     * @param url of the lab, with a slash at its end
     */
    RoomCalls(String url) {
        this.url = url;
    }

    /** Whether the lab has a page for rooms. */
    static boolean exist(Chromium chromium, String url) {
        Page page = chromium.newPage(new Browser.NewContextOptions());
        try {
            page.navigate(url + "room");
            page.getByRole(AriaRole.MAIN).waitFor();
            return page.getByTestId("room-name").count() > 0;
        } finally {
            page.context().close();
        }
    }

    /** Measures, prints, and puts every figure into {@code measured}; whether the aims were met. */
    boolean measure(int runs, int seconds, Map<String, Object> measured) throws IOException {
        for (int i = 0; i < BROWSERS; i++) {
            open();
        }
        String mediaPeer = invite();
        try {
            for (int others = 0; others < pages.size(); others++) {
                join(pages.get(others), others + 1);
            }
            boolean joins = joins(runs, measured);
            return rates(seconds, measured) && joins;
        } finally {
            Http.delete(url + "api/media-peers/" + mediaPeer);
        }
    }

    @Override
    public void close() {
        browsers.forEach(Chromium::close);
    }

    /** A browser of its own: other processes, another profile. */
    private void open() throws IOException {
        Chromium chromium =
                Chromium.launch(
                        "--use-fake-ui-for-media-stream",
                        "--use-fake-device-for-media-stream=fps=" + CAMERA_RATE);
        browsers.add(chromium);
        Page page =
                chromium.newPage(
                        new Browser.NewContextOptions()
                                .setViewportSize(1280, 800)
                                .setPermissions(List.of("camera", "microphone")));
        page.addInitScript(script());
        page.navigate(url + "room");
        page.getByTestId("room-name").fill(room);
        page.locator("details", new Page.LocatorOptions().setHas(page.getByTestId("room-preset")))
                .locator("summary")
                .click();
        page.getByTestId("room-preset").selectOption("180p");
        pages.add(page);
    }

    private String invite() {
        HttpResponse<String> answer =
                Http.post(
                        url + "api/media-peers",
                        "application/json",
                        JSON.createObjectNode()
                                .put("room", room)
                                .put("source", "pattern")
                                .put("width", WIDTH)
                                .put("height", HEIGHT)
                                .put("framesPerSecond", CAMERA_RATE)
                                .toString());
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("the Java peer did not come: " + answer.body());
        }
        return Http.parse(answer.body()).path("id").asText();
    }

    /**
     * Presses join and waits until a picture of everybody who is there has shown a frame.
     *
     * @param others how many are there, the Java peer among them
     * @return from the click to the first frame of each, in ms
     */
    private static Map<String, Double> join(Page page, int others) {
        page.getByTestId("join").click();
        page.waitForFunction(
                "others => Object.keys(window.__tiles().tiles).length >= others", others);
        JsonNode seen = tiles(page);
        Map<String, Double> firsts = new LinkedHashMap<>();
        seen.path("tiles")
                .properties()
                .forEach(
                        tile ->
                                firsts.put(
                                        tile.getKey(),
                                        tile.getValue().path("first").asDouble()
                                                - seen.path("join").asDouble()));
        return firsts;
    }

    /** The last one leaves and comes back again and again. */
    private boolean joins(int runs, Map<String, Object> measured) {
        Page last = pages.getLast();
        List<Double> first = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            last.getByTestId("leave").click();
            last.getByTestId("tile").first().waitFor(hidden());
            for (Page other : pages.subList(0, pages.size() - 1)) {
                other.waitForFunction(
                        "others => document.querySelectorAll('[data-testid=tile]').length === others",
                        BROWSERS - 1);
            }
            Map<String, Double> firsts = join(last, BROWSERS);
            first.add(firsts.values().stream().mapToDouble(each -> each).min().orElseThrow());
            all.add(firsts.values().stream().mapToDouble(each -> each).max().orElseThrow());
        }
        measured.put("join to first remote frame, ms", first);
        measured.put("join to a frame of everybody, ms", all);
        System.out.printf(
                "%nJoin → first remote frame: %s ms; → a frame of everybody: %s ms (%d runs, aim ≤ %.0f)%n",
                Spread.of(first).shown(), Spread.of(all).shown(), runs, MOST_JOIN_MS);
        return Spread.of(first).median() <= MOST_JOIN_MS;
    }

    private static Locator.WaitForOptions hidden() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);
    }

    private boolean rates(int seconds, Map<String, Object> measured) {
        List<JsonNode> before = pages.stream().map(RoomCalls::tiles).toList();
        List<JsonNode> after = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            pages.get(i)
                    .waitForFunction(
                            "([then, most]) => Object.entries(window.__tiles().tiles)"
                                    + ".every(([peer, { frames }]) => frames - (then[peer]?.frames ?? 0) >= most)",
                            List.of(
                                    JSON.convertValue(before.get(i).path("tiles"), Map.class),
                                    seconds * LEAST_FRAMES),
                            new Page.WaitForFunctionOptions()
                                    .setTimeout(MOST_STRETCHED * seconds * 1000.0));
            after.add(tiles(pages.get(i)));
        }
        List<Map<String, Double>> rates = new ArrayList<>();
        System.out.printf("%n%d browsers and the Java peer, %d s:%n%n", pages.size(), seconds);
        System.out.println("| seen by | frames/s of each other, and its size |");
        System.out.println("|---|---|");
        boolean held = true;
        for (int i = 0; i < pages.size(); i++) {
            Map<String, Double> ofPage = new LinkedHashMap<>();
            List<String> shown = new ArrayList<>();
            for (Map.Entry<String, JsonNode> tile : after.get(i).path("tiles").properties()) {
                JsonNode then = before.get(i).path("tiles").path(tile.getKey());
                double elapsed =
                        after.get(i).path("now").asDouble() - before.get(i).path("now").asDouble();
                double rate =
                        1000
                                * (tile.getValue().path("frames").asDouble()
                                        - then.path("frames").asDouble())
                                / elapsed;
                held &= rate >= LEAST_FRAMES;
                ofPage.put(tile.getKey(), rate);
                shown.add(
                        String.format(
                                Locale.ROOT,
                                "%.1f (%d × %d)",
                                rate,
                                tile.getValue().path("width").asInt(),
                                tile.getValue().path("height").asInt()));
            }
            held &= ofPage.size() == BROWSERS;
            rates.add(ofPage);
            System.out.printf("| browser %d | %s |%n", i + 1, String.join(", ", shown));
        }
        measured.put("frames per second, seen by each browser", rates);
        System.out.printf(
                "%nAim, at least %.0f frames/s of everybody everywhere: %s%n",
                LEAST_FRAMES, held ? "met" : "not met");
        return held;
    }

    private static JsonNode tiles(Page page) {
        return Http.parse((String) page.evaluate("() => JSON.stringify(window.__tiles())"));
    }

    private static String script() throws IOException {
        try (InputStream in = RoomCalls.class.getResourceAsStream("/bench/tiles.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
