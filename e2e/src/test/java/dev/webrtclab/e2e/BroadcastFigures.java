package dev.webrtclab.e2e;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.TimeoutError;
import java.util.List;
import java.util.Map;

/** What a visitor's broadcast comes to: how long it was sent, and what both ends counted of it. */
final class BroadcastFigures {
    private static final List<String> ARRIVED = List.of("broadcast.received", "broadcast.lost");
    private static final List<String> DUE = List.of("broadcast.sent", "broadcast.held-back");

    /** Before the page does anything with a click, and however late it is told to the test. */
    private static final String NOTE_CLICKS =
            """
            () => {
              window.__broadcast = {};
              document.addEventListener('click', ({ target }) => {
                const { testid } = target.closest('[data-testid^=broadcast-]')?.dataset ?? {};
                window.__broadcast[testid] = performance.now();
              }, true);
            }
            """;

    private static final String NUMBERS =
            """
            row => Object.fromEntries([...row.querySelectorAll('[data-fact]')].map(
              cell => [cell.dataset.fact, parseInt(cell.textContent)]))
            """;

    private final RoomPage sender;

    private BroadcastFigures(RoomPage sender) {
        this.sender = sender;
    }

    /** Those of a page that has not begun yet. */
    static BroadcastFigures watching(RoomPage sender) {
        sender.page().evaluate(NOTE_CLICKS);
        return new BroadcastFigures(sender);
    }

    /** Between the two clicks, as the page saw them. */
    double secondsFromStartToStop() {
        return ((Number)
                        sender.page()
                                .evaluate(
                                        "() => (window.__broadcast['broadcast-stop'] - window.__broadcast['broadcast-start']) / 1000"))
                .doubleValue();
    }

    /**
     * The leading numbers of a row's cells, all as they were at one moment.
     *
     * @param numbers by fact; without those that are not known yet
     */
    record Row(Map<String, Number> numbers) {
        @SuppressWarnings("unchecked")
        private static Row read(Locator row) {
            return new Row((Map<String, Number>) row.evaluate(NUMBERS));
        }

        /**
         * @throws IllegalStateException when the row does not have it
         */
        int of(String fact) {
            Number number = numbers.get(fact);
            if (number == null) {
                throw new IllegalStateException("no " + fact + " in " + numbers);
            }
            return number.intValue();
        }

        private int sum(List<String> facts) {
            return facts.stream().mapToInt(this::of).sum();
        }

        private boolean isAccountedFor(Row counted) {
            return numbers.keySet().containsAll(ARRIVED)
                    && ARRIVED.stream().allMatch(fact -> of(fact) == counted.of(fact))
                    && sum(ARRIVED) == sum(DUE);
        }
    }

    /**
     * Waits until the sender was told what the receiver counts, and all that was due, sent or held
     * back, is either received or lost.
     *
     * @return the sender's row at that moment
     */
    Row awaitAccountedFor(Locator atSender, Locator atReceiver) {
        Row[] told = {Row.read(atSender)};
        try {
            sender.page()
                    .waitForCondition(
                            () -> {
                                told[0] = Row.read(atSender);
                                return told[0].isAccountedFor(Row.read(atReceiver));
                            });
        } catch (TimeoutError e) {
            throw new AssertionError(
                    "told %s, counted %s".formatted(told[0], Row.read(atReceiver)), e);
        }
        return told[0];
    }
}
