package dev.webrtclab.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The system's Chromium, headless, with a fake camera; one instance is used by one thread. */
public final class Chromium implements AutoCloseable {
    private static final List<String> PLACES =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    private final Playwright playwright;
    private final Browser browser;

    private final Set<ProcessHandle> drivers;

    private Chromium(Playwright playwright, Browser browser, Set<ProcessHandle> drivers) {
        this.playwright = playwright;
        this.browser = browser;
        this.drivers = drivers;
    }

    /**
     * Starts it.
     *
     * @param extra further command-line arguments
     */
    public static Chromium launch(String... extra) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--no-sandbox",
                                "--use-fake-device-for-media-stream",
                                "--autoplay-policy=no-user-gesture-required",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync"));
        arguments.addAll(List.of(extra));
        Set<ProcessHandle> others = children();
        Playwright playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Set<ProcessHandle> drivers = new HashSet<>(children());
        drivers.removeAll(others);
        Browser browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(executable())
                                        .setArgs(arguments));
        return new Chromium(playwright, browser, drivers);
    }

    /** A fresh profile with a page of its own. */
    public Page newPage(Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options);
        context.setDefaultTimeout(30_000);
        return context.newPage();
    }

    /** Ends every process of the browser at once, as a crash would. */
    public void kill() {
        processes().forEach(ProcessHandle::destroyForcibly);
    }

    /**
     * Halts every process of the browser: it answers nobody and closes nothing, as a machine whose
     * network was cut or that sleeps. Nothing may be asked of it until {@link #resume()}.
     */
    public void halt() {
        signal("-STOP");
    }

    /** Ends {@link #halt()}. */
    public void resume() {
        signal("-CONT");
    }

    private void signal(String signal) {
        // One that ended by itself meanwhile is halted enough.
        String one = "kill %s \"$0\" || ! kill -0 \"$0\"".formatted(signal);
        processes()
                .map(process -> String.valueOf(process.pid()))
                .forEach(
                        pid ->
                                Shell.run(
                                                Path.of("/"),
                                                Duration.ofSeconds(10),
                                                List.of("sh", "-c", one, pid))
                                        .orThrow());
    }

    private Stream<ProcessHandle> processes() {
        return drivers.stream()
                .flatMap(ProcessHandle::descendants)
                .filter(process -> process.info().command().orElse("").contains("chrom"));
    }

    private static Set<ProcessHandle> children() {
        return ProcessHandle.current().children().collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Path executable() {
        String named = System.getenv("CHROMIUM");
        if (named != null) {
            return Path.of(named);
        }
        return PLACES.stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "no Chromium found: install it (apt-get install chromium) or name it in CHROMIUM"));
    }
}
