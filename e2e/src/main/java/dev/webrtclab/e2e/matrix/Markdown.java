package dev.webrtclab.e2e.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/** A matrix as Markdown: a table of paths per kind of caller, and each cell's numbers. */
final class Markdown {
    private Markdown() {}

    static String of(JsonNode matrix) {
        StringBuilder text =
                new StringBuilder("# Matrix\n\nStarted " + matrix.path("startedAt").asText());
        text.append(
                ". Rows call, columns are called. Each cell: the path ICE took, then ms from the first"
                        + " offer to connected and to the first decoded frame; ✓ as forecast, ≠ not.\n");
        table(text, matrix, "media-peer", "Media peer to media peer");
        table(text, matrix, "browser", "Chromium to media peer");
        return text.toString();
    }

    private static void table(StringBuilder text, JsonNode matrix, String caller, String title) {
        List<JsonNode> cells =
                MatrixApi.list(matrix.path("cells")).stream()
                        .filter(cell -> cell.path("fromPeer").asText().equals(caller))
                        .toList();
        if (cells.isEmpty()) {
            return;
        }
        List<String> labels =
                MatrixApi.list(matrix.path("networks")).stream().map(JsonNode::asText).toList();
        text.append("\n## ").append(title).append("\n\n| from \\ to |");
        labels.forEach(label -> text.append(' ').append(label).append(" |"));
        text.append("\n| --- |").append(" --- |".repeat(labels.size())).append('\n');
        for (String from : labels) {
            text.append("| **").append(from).append("** |");
            for (String to : labels) {
                text.append(' ')
                        .append(
                                cells.stream()
                                        .filter(cell -> cell.path("from").asText().equals(from))
                                        .filter(cell -> cell.path("to").asText().equals(to))
                                        .map(Markdown::cell)
                                        .findFirst()
                                        .orElse(""))
                        .append(" |");
            }
            text.append('\n');
        }
    }

    /** One cell in words. */
    static String cell(JsonNode cell) {
        if (!cell.path("state").asText().equals("done")) {
            return "not run";
        }
        JsonNode outcome = cell.path("outcome");
        String path = outcome.isTextual() ? outcome.asText() : "unknown";
        String agree =
                cell.path("agree").isBoolean()
                        ? (cell.path("agree").booleanValue() ? " ✓" : " ≠")
                        : "";
        return path
                + agree
                + " "
                + ms(cell.path("msToConnect"))
                + " / "
                + ms(cell.path("msToFirstFrame"));
    }

    private static String ms(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, "%.0f", value.asDouble()) : "–";
    }
}
