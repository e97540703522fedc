package dev.webrtclab.e2e;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;

/** axe on a page that is one document, without frames, as all of the lab's pages are. */
public final class Axe {
    /**
     * The next frame shows what was changed last, and begins the transitions to it; those that
     * never end, and those that stand still, are part of what is seen.
     */
    private static final String SETTLED =
            """
            async () => {
              await new Promise(requestAnimationFrame);
              const running = document.getAnimations().filter(
                ({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity);
              await Promise.all(running.map(({ finished }) => finished.catch(() => undefined)));
            }
            """;

    private Axe() {}

    /**
     * What breaks a rule, once every transition has ended: half way the colours are those of no
     * look. All rules are looked at; of what passes, axe describes one element each and not
     * thousands, and the result needs no second page, which is for frames: together a third of the
     * time on a page with a long diagram.
     *
     * @throws IllegalStateException when the page has frames, which this would not look into
     */
    public static List<Rule> violations(Page page) {
        if (page.frames().size() > 1) {
            throw new IllegalStateException(page.url() + " has frames");
        }
        page.evaluate(SETTLED);
        AxeRunOptions options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        return new AxeBuilder(page).options(options).setLegacyMode(true).analyze().getViolations();
    }
}
