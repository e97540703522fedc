package dev.webrtclab.e2e.faults;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.webrtclab.e2e.Chromium;
import dev.webrtclab.e2e.matrix.LabBrowser;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The browser of one thread: the same for one fault after the other, as long as they want the same
 * kind.
 */
final class Windows implements AutoCloseable {
    private static final double PATIENCE_MS = 30_000;
    private static final String ADDRESSES =
            """
            async count => {
              const connection = new RTCPeerConnection();
              const addresses = new Set();
              const gathered = new Promise(resolve => {
                connection.onicecandidate = ({ candidate }) =>
                  candidate ? addresses.add(candidate.address) : resolve();
              });
              connection.createDataChannel('addresses');
              await connection.setLocalDescription();
              await gathered;
              connection.close();
              return addresses.size >= count;
            }""";

    private Call.@Nullable Browser kind;
    private @Nullable String container;
    private @Nullable AutoCloseable browser;
    private @Nullable Supplier<Page> pages;

    /** Whether the next page of this kind needs no new browser. */
    boolean has(Call.Browser wanted) {
        return wanted.equals(kind);
    }

    /** A page with a profile of its own; the browser starts when it does not run. */
    Page open(Call.Browser wanted) {
        prepare(wanted);
        Supplier<Page> ready = pages;
        if (ready == null) {
            throw new IllegalStateException("no browser");
        }
        Page page = ready.get();
        page.setDefaultTimeout(PATIENCE_MS);
        return page;
    }

    /** Starts the browser when it does not run. */
    void prepare(Call.Browser wanted) {
        if (has(wanted)) {
            return;
        }
        close();
        switch (wanted) {
            case Call.Browser.InNetwork inside -> {
                LabBrowser started =
                        LabBrowser.in(inside.network(), inside.docker().toArray(String[]::new));
                browser = started;
                container = started.container();
                pages =
                        () -> {
                            BrowserContext context = started.newContext();
                            if (inside.isPermitted()) {
                                context.grantPermissions(List.of("camera", "microphone"));
                            }
                            return context.newPage();
                        };
            }
            case Call.Browser.OnThisMachine(String page, var options) -> {
                Chromium started = Chromium.launch(options.toArray(String[]::new));
                browser = started;
                pages = () -> started.newPage(new Browser.NewContextOptions().setLocale("en-GB"));
            }
        }
        kind = wanted;
    }

    /** Waits until the browser has noticed that many addresses of its own. */
    void awaitAddresses(int count) {
        Page page = open(running());
        try {
            page.navigate(PageCall.address(running()));
            page.waitForFunction(ADDRESSES, count);
        } finally {
            page.context().close();
        }
    }

    private Call.Browser running() {
        if (kind == null) {
            throw new IllegalStateException("no browser");
        }
        return kind;
    }

    /** The browser's container. */
    String container() {
        if (container == null) {
            throw new IllegalStateException("this browser is in no container");
        }
        return container;
    }

    @Override
    public void close() {
        AutoCloseable running = browser;
        browser = null;
        kind = null;
        container = null;
        pages = null;
        if (running != null) {
            try {
                running.close();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("the browser did not close", e);
            }
        }
    }
}
