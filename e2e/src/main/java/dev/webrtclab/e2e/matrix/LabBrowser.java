package dev.webrtclab.e2e.matrix;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.webrtclab.e2e.CallPage;
import dev.webrtclab.e2e.Lab;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A headless Chromium in a container whose only network is one of the lab's, driven from here over
 * its debugging port. Used by one thread.
 */
public final class LabBrowser implements AutoCloseable {
    private final String container;
    private final DebuggingPort port;
    private final Playwright playwright;
    private final Browser browser;

    private LabBrowser(
            String container, DebuggingPort port, Playwright playwright, Browser browser) {
        this.container = container;
        this.port = port;
        this.playwright = playwright;
        this.browser = browser;
    }

    /**
     * Starts one in the network that the media peer with this label is in.
     *
     * @param options further options of its container
     */
    public static LabBrowser in(String network, String... options) {
        List<String> run =
                List.of(
                        "run",
                        "--detach",
                        "--rm",
                        "--init",
                        "--network",
                        dockerNetwork(network),
                        "--label",
                        "dev.webrtclab.part=browser",
                        "--read-only",
                        "--tmpfs",
                        "/tmp:size=256m,mode=1777",
                        "--tmpfs",
                        "/home/browser:size=64m,uid=10001,gid=10001",
                        "--cap-drop",
                        "ALL",
                        "--security-opt",
                        "no-new-privileges",
                        "--memory",
                        "700m",
                        "--pids-limit",
                        "300");
        List<String> command = new ArrayList<>(run);
        command.addAll(List.of(options));
        command.add("webrtc-lab/browser");
        String container = Lab.docker(command.toArray(String[]::new));
        DebuggingPort port = null;
        Playwright playwright = null;
        try {
            port = DebuggingPort.of(container);
            playwright =
                    Playwright.create(
                            new Playwright.CreateOptions()
                                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            Browser browser = playwright.chromium().connectOverCDP(port.url());
            return new LabBrowser(container, port, playwright, browser);
        } catch (RuntimeException e) {
            if (playwright != null) {
                playwright.close();
            }
            if (port != null) {
                port.close();
            }
            end(container);
            throw e;
        }
    }

    /**
     * Calls a media peer and stays until its picture runs and the path has settled, or until it is
     * clear that it does not.
     *
     * @param address of the page, as this network reaches it
     * @param untilSettled waits until the path of a session has settled
     * @return id of the session's record
     */
    String call(
            String address, String mediaPeer, double patienceMs, Consumer<String> untilSettled) {
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.setDefaultTimeout(patienceMs);
            CallPage call = CallPage.open(page, address);
            call.choose("peer", mediaPeer);
            call.start();
            page.waitForFunction("() => window.webrtcLab.session !== undefined");
            String session = (String) page.evaluate("() => window.webrtcLab.session");
            page.waitForFunction(
                    "() => window.webrtcLab.framesDecoded() > 0"
                            + " || ['failed', 'stopped', 'ended'].includes(window.webrtcLab.phase)");
            untilSettled.accept(session);
            call.stop();
            return session;
        }
    }

    /** A fresh profile. */
    public BrowserContext newContext() {
        return newContext(new Browser.NewContextOptions());
    }

    /** A fresh profile with these options. */
    public BrowserContext newContext(Browser.NewContextOptions options) {
        return browser.newContext(options);
    }

    /** Its container. */
    public String container() {
        return container;
    }

    @Override
    public void close() {
        try {
            browser.close();
            playwright.close();
        } finally {
            port.close();
            end(container);
        }
    }

    private static void end(String container) {
        Lab.docker("kill", container);
    }

    /** Name of the Docker network in which the media peer with this label is. */
    public static String dockerNetwork(String network) {
        String peer =
                Lab.docker(
                                "ps",
                                "--quiet",
                                "--filter",
                                "label=com.docker.compose.project=" + Routers.project(),
                                "--filter",
                                "label=dev.webrtclab.part=media-peer-service",
                                "--filter",
                                "label=dev.webrtclab.network=" + network)
                        .lines()
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "no media peer of this lab is in " + network));
        return Lab.docker(
                        "inspect",
                        "--format",
                        "{{range $name, $_ := .NetworkSettings.Networks}}{{$name}}\n{{end}}",
                        peer)
                .lines()
                .findFirst()
                .orElseThrow();
    }
}
