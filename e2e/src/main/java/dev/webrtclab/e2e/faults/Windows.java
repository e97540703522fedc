package dev.webrtclab.e2e.faults;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.webrtclab.e2e.Chromium;
import dev.webrtclab.e2e.matrix.LabBrowser;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The browser of one thread: the same for one fault after the other, as long as they want the same
 * kind.
 */
final class Windows implements AutoCloseable {
    private static final double PATIENCE_MS = 30_000;

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
