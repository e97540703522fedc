package dev.webrtclab.e2e;

import com.microsoft.playwright.Locator;
import java.util.List;

/**
 * A picture that a page's main thread was told of.
 *
 * @param at when it was given to the screen, ms on the page's clock
 * @param number of the pictures of its player that were given to the screen up to this one; a video
 *     that gets a stream anew counts from the beginning
 */
record Shown(double at, long number) {
    /** A picture that does not come for so long is waited for no longer. */
    private static final double PATIENCE_MS = 10_000;

    /** Resolves once the first picture is there: what comes after it is measured from it. */
    private static final String WATCH =
            """
            async (video, patience) => {
              const shown = video.shown = [];
              const next = () => video.requestVideoFrameCallback((_, { presentationTime, presentedFrames }) => {
                if (video.shown !== shown) return;
                shown.push([presentationTime, presentedFrames]);
                next();
              });
              next();
              await Promise.race([
                new Promise(done => video.requestVideoFrameCallback(done)),
                new Promise((_, fail) => setTimeout(() => fail(new Error(`no picture in ${patience} ms`)), patience)),
              ]);
            }
            """;

    /** One more picture ends the last gap; where none comes the gap has lasted until now. */
    private static final String SEEN =
            """
            async (video, patience) => {
              const came = await Promise.race([
                new Promise(done => video.requestVideoFrameCallback(() => done(true))),
                new Promise(done => setTimeout(() => done(false), patience)),
              ]);
              return came ? video.shown : [...video.shown, [performance.now(), video.shown.at(-1)[1] + 1]];
            }
            """;

    /** Starts to write down the pictures of a video, from the next one on. */
    static void watch(Locator video) {
        video.evaluate(WATCH, PATIENCE_MS);
    }

    /** The longest time without a new picture since {@link #watch}, in ms, up to the next one. */
    @SuppressWarnings("unchecked")
    static double longestGap(Locator video) {
        return longestGap(
                ((List<List<Number>>) video.evaluate(SEEN, PATIENCE_MS))
                        .stream()
                                .map(
                                        of ->
                                                new Shown(
                                                        of.get(0).doubleValue(),
                                                        of.get(1).longValue()))
                                .toList());
    }

    /**
     * The longest time between two pictures, in ms. A busy main thread is told of some only: those
     * between them came as well, and share the time evenly.
     */
    static double longestGap(List<Shown> pictures) {
        double longest = 0;
        for (int i = 1; i < pictures.size(); i++) {
            longest = Math.max(longest, pictures.get(i).since(pictures.get(i - 1)));
        }
        return longest;
    }

    private double since(Shown before) {
        return (at - before.at) / Math.max(1, number - before.number);
    }
}
