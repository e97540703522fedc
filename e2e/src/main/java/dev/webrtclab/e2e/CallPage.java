package dev.webrtclab.e2e;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The call page as a person uses it; waits for events of the page, never for time to pass. */
public final class CallPage {
    private static final double PATIENCE_MS = 30_000;

    private final Page page;

    private CallPage(Page page) {
        this.page = page;
    }

    /** Opens the page and waits until it can start a call. */
    public static CallPage open(Page page) {
        return open(page, Lab.PAGE);
    }

    /** Opens the page at another address. */
    public static CallPage open(Page page, String address) {
        page.navigate(address);
        CallPage call = new CallPage(page);
        call.element("start").waitFor();
        page.waitForCondition(() -> call.element("start").isEnabled());
        return call;
    }

    /** The page itself, for what only one test needs. */
    public Page page() {
        return page;
    }

    /** An element by its test id. */
    public Locator element(String testId) {
        return page.getByTestId(testId);
    }

    /** Makes a choice by value; opens the folded choices when they hide it. */
    public CallPage choose(String testId, String value) {
        reveal(testId).selectOption(value);
        return this;
    }

    /** Ticks a box. */
    public CallPage check(String testId) {
        reveal(testId).check();
        return this;
    }

    /** Clicks a box that may untick itself, as the camera's does when the camera is refused. */
    public CallPage tick(String testId) {
        reveal(testId).click();
        return this;
    }

    private Locator reveal(String testId) {
        Locator element = element(testId);
        element.evaluate(
                "e => { for (; e; e = e.parentElement ?? e.getRootNode().host)"
                        + " if (e.tagName === 'DETAILS') e.open = true; }");
        return element;
    }

    /** Presses Start. */
    public CallPage start() {
        element("start").click();
        return this;
    }

    /** Presses Stop. */
    public CallPage stop() {
        element("stop").click();
        return this;
    }

    /** Waits until decoded frames keep coming. */
    public CallPage awaitPlaying() {
        double seen = framesDecoded();
        page.waitForFunction(
                "seen => (window.webrtcLab?.framesDecoded() ?? 0) > seen + 10",
                seen,
                new Page.WaitForFunctionOptions().setTimeout(PATIENCE_MS));
        return this;
    }

    /** Frames decoded in the present call, from inbound-rtp statistics. */
    public long framesDecoded() {
        return ((Number) page.evaluate("() => window.webrtcLab?.framesDecoded() ?? 0")).longValue();
    }

    /** The kind of the selected path, once it is known. */
    public String selectedPath() {
        Locator path = element("selected-path");
        page.waitForCondition(
                () ->
                        !List.of("", "unknown", "none")
                                .contains(
                                        String.valueOf(path.getAttribute("data-path"))
                                                .replace("null", "")),
                new Page.WaitForConditionOptions().setTimeout(PATIENCE_MS));
        return String.valueOf(path.getAttribute("data-path"));
    }

    /** Waits for one of these kinds of path: ICE may begin on one and move to a better one. */
    public CallPage awaitPath(String... kinds) {
        if (!comesTo(kinds)) {
            throw new AssertionError(
                    "path %s, none of %s; session %s"
                            .formatted(
                                    path(),
                                    List.of(kinds),
                                    page.evaluate("() => window.webrtcLab.session")));
        }
        return this;
    }

    /** Whether the call is on one of these kinds of path within the time that one may take. */
    public boolean comesTo(String... kinds) {
        try {
            page.waitForCondition(
                    () -> List.of(kinds).contains(String.valueOf(path())),
                    new Page.WaitForConditionOptions().setTimeout(PATIENCE_MS));
            return true;
        } catch (TimeoutError e) {
            return false;
        }
    }

    private @Nullable String path() {
        return element("selected-path").getAttribute("data-path");
    }

    /** The connection state in W3C words. */
    public String connectionState() {
        return String.valueOf(element("connection-state").getAttribute("data-state"));
    }

    /** Waits for a connection state in W3C words. */
    public CallPage awaitConnectionState(String state) {
        page.waitForCondition(
                () -> state.equals(connectionState()),
                new Page.WaitForConditionOptions().setTimeout(PATIENCE_MS));
        return this;
    }

    /** Starts to write down when each picture was presented, from the next one on. */
    public void watchPictures() {
        Shown.watch(element("remote-video"));
    }

    /** The longest time without a new picture since {@link #watchPictures()}, in ms. */
    public double longestGap() {
        return Shown.longestGap(element("remote-video"));
    }

    /**
     * Times the page measured of the present call, in ms on the page's clock; absent ones are
     * missing.
     */
    @SuppressWarnings("unchecked")
    public Map<String, Number> marks() {
        return (Map<String, Number>)
                page.evaluate(
                        "() => Object.fromEntries("
                                + "Object.entries(window.webrtcLab.marks).filter(([, v]) => typeof v === 'number'))");
    }

    /** Waits until a text is somewhere inside an element. */
    public void awaitText(String testId, String text) {
        element(testId).filter(new Locator.FilterOptions().setHasText(text)).first().waitFor();
    }

    /** Number of table rows inside an element. */
    public int rows(String testId) {
        return element(testId).getByRole(AriaRole.ROW).count();
    }

    /** Takes a picture of the whole page. */
    public void screenshot(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    }
}
