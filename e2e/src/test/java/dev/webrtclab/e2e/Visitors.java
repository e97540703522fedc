package dev.webrtclab.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Browsers of their own, processes and all, for the people of a room; used by one thread. As an
 * extension of a class they are started before its first test and ended after its last, and nobody
 * stays from one test to the next.
 */
final class Visitors
        implements AutoCloseable, BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private final int count;
    private final String[] extra;
    private final List<Page> pages = new ArrayList<>();
    private List<Chromium> browsers = List.of();

    private Visitors(int count, String... extra) {
        this.count = count;
        this.extra = extra;
    }

    /**
     * For a class of tests.
     *
     * @param extra further command-line arguments of each
     */
    static Visitors of(int count, String... extra) {
        return new Visitors(count, extra);
    }

    /** For a part of one test. */
    static Visitors launch(int count) {
        Visitors visitors = new Visitors(count);
        visitors.start();
        return visitors;
    }

    private void start() {
        browsers = Stream.generate(() -> Chromium.launch(extra)).limit(count).toList();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        pages.forEach(page -> page.context().close());
        pages.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    /** A room that nobody else is in. */
    static String newRoom() {
        return "it-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** One of the browsers. */
    Chromium browser(int index) {
        return browsers.get(index);
    }

    /** A page of somebody who lets it use camera and microphone. */
    Page page(int browser) {
        return page(browser, List.of("camera", "microphone"));
    }

    /** A page of somebody who allows just these. */
    Page page(int browser, List<String> permissions) {
        Page page =
                browsers.get(browser)
                        .newPage(
                                new Browser.NewContextOptions()
                                        .setLocale("en-GB")
                                        .setViewportSize(1280, 800)
                                        .setPermissions(permissions));
        watched(page);
        pages.add(page);
        return page;
    }

    /** Watches the tiles and the connections of a page from its beginning. */
    static Page watched(Page page) {
        page.addInitScript(resource("/bench/tiles.js"));
        page.addInitScript(resource("/room/connections.js"));
        return page;
    }

    /** Somebody who went into a room. */
    RoomPage in(int browser, String room, String name) {
        return RoomPage.lobby(page(browser)).small().named(name).room(room).join();
    }

    /** Somebody who chose an ICE policy before. */
    RoomPage in(int browser, String room, String name, String icePolicy) {
        Page page = page(browser);
        CallPage.open(page).choose("ice-policy", icePolicy);
        return RoomPage.lobby(page).small().named(name).room(room).join();
    }

    /** Ends the page of somebody as a crash would: without a word to anybody. */
    static void crash(RoomPage visitor) {
        try {
            visitor.page().navigate("chrome://crash");
            throw new AssertionError("the page lives on");
        } catch (PlaywrightException expected) {
            // It is gone.
        }
    }

    @Override
    public void close() {
        browsers.forEach(Chromium::close);
    }

    /** What a page's tiles have shown so far, as {@code bench/tiles.js} saw it. */
    static JsonNode shown(RoomPage visitor) {
        return Http.parse(
                (String) visitor.page().evaluate("() => JSON.stringify(window.__tiles())"));
    }

    /** Prints how soon the first remote frame came after Join, and how many came each second. */
    static void report(String who, JsonNode before, JsonNode after) {
        double first = Double.MAX_VALUE;
        List<String> rates = new ArrayList<>();
        for (var tile : after.path("tiles").properties()) {
            double frames =
                    tile.getValue().path("frames").asDouble()
                            - before.path("tiles").path(tile.getKey()).path("frames").asDouble();
            double ms = after.path("now").asDouble() - before.path("now").asDouble();
            rates.add(
                    String.format(
                            Locale.ROOT,
                            "%.1f (%d × %d)",
                            1000 * frames / ms,
                            tile.getValue().path("width").asInt(),
                            tile.getValue().path("height").asInt()));
            first = Math.min(first, tile.getValue().path("first").asDouble());
        }
        System.out.printf(
                Locale.ROOT,
                "%s: join → first remote frame %.0f ms; frames/s %s%n",
                who,
                first - after.path("join").asDouble(),
                String.join(", ", rates));
    }

    private static String resource(String name) {
        try (InputStream in = Visitors.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
