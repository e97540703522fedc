package dev.webrtclab.e2e.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.webrtclab.e2e.Http;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the sequence diagram, as the page shows it in its table.
 *
 * @param style {@code measured}, {@code derived} or {@code gap}
 * @param from peer id, or {@code @stun} and the like
 * @param at ms after the first signal
 * @param error half width of its error, in ms
 * @param since where only bounds are known: the earliest moment, {@code at + error} is the latest
 * @param events numbers of the events it stands for, first the one that gives its time
 * @param time as it is written
 * @param words what it says
 */
public record DrawnRow(
        String kind,
        String style,
        String from,
        @Nullable String to,
        double at,
        double error,
        @Nullable Double since,
        List<Integer> events,
        String time,
        String words) {
    private static final String ROW = "[data-testid=sequence-table] tbody tr";

    /** All rows of an ended session, from all pages of the table. */
    public static List<DrawnRow> all(Page page, String session) {
        page.navigate(session);
        page.getByTestId("sequence-as-table").check();
        page.locator(ROW).first().waitFor();
        Locator later = page.getByTestId("sequence-later");
        List<DrawnRow> rows = new ArrayList<>();
        while (true) {
            rows.addAll(shown(page));
            if (later.count() == 0 || later.isDisabled()) {
                return rows;
            }
            String first = page.locator(ROW).first().getAttribute("aria-rowindex");
            later.click();
            page.waitForFunction(
                    "([row, was]) => document.querySelector(row).getAttribute('aria-rowindex') !== was",
                    List.of(ROW, first));
        }
    }

    private static List<DrawnRow> shown(Page page) {
        Object shown =
                page.evaluate(
                        "rows => JSON.stringify([...document.querySelectorAll(rows)].map(row => ({...row.dataset,"
                                + " time: row.cells[0].textContent.trim(), words: row.cells[2].textContent.trim()})))",
                        ROW);
        List<DrawnRow> rows = new ArrayList<>();
        Http.parse(String.valueOf(shown)).forEach(row -> rows.add(of(row)));
        return rows;
    }

    private static DrawnRow of(JsonNode row) {
        return new DrawnRow(
                row.path("kind").asText(),
                row.path("source").asText(),
                row.path("from").asText(),
                row.path("to").textValue(),
                Double.parseDouble(row.path("at").asText()),
                Double.parseDouble(row.path("error").asText()),
                row.has("since") ? Double.valueOf(row.path("since").asText()) : null,
                Arrays.stream(row.path("events").asText().split(" "))
                        .filter(number -> !number.isEmpty())
                        .map(Integer::valueOf)
                        .toList(),
                row.path("time").asText(),
                row.path("words").asText());
    }

    /** Whether a moment is inside what the row says of its time. */
    public boolean allows(double moment, double uncertaintyMs) {
        double earliest = since == null ? at - error : since;
        return earliest - uncertaintyMs <= moment && moment <= at + error + uncertaintyMs;
    }
}
