package dev.webrtclab.e2e.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Several measurements of one thing.
 *
 * @param median middle value
 * @param least smallest value
 * @param most largest value
 * @param count number of values
 */
record Spread(double median, double least, double most, int count) {
    static Spread of(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        int middle = sorted.length / 2;
        double median =
                sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(
                median, sorted[0], sorted[sorted.length - 1], (int) Arrays.stream(sorted).count());
    }

    /** For a table: {@code 84 (71–130)}. */
    String shown() {
        return String.format(Locale.ROOT, "%.0f (%.0f–%.0f)", median, least, most);
    }

    /** For a table, one digit after the point. */
    String shownFine() {
        return String.format(Locale.ROOT, "%.1f (%.1f–%.1f)", median, least, most);
    }
}
