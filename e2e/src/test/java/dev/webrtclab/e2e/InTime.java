package dev.webrtclab.e2e;

import com.microsoft.playwright.Locator;

/** What a page promises, but not without end: Playwright itself waits for a promise for ever. */
final class InTime {
    private static final double MOST_MS = 60_000;

    private static final String RACE =
            """
            (element, most) => Promise.race([
              (%s)(element),
              new Promise((_, fail) => setTimeout(() => fail(new Error(`not within ${most} ms`)), most)),
            ])
            """;

    private InTime() {}

    /**
     * The value of a function of an element, once there is one.
     *
     * @throws com.microsoft.playwright.PlaywrightException when there is none after a minute
     */
    static Object evaluate(Locator element, String function) {
        return element.evaluate(RACE.formatted(function.strip()), MOST_MS);
    }
}
