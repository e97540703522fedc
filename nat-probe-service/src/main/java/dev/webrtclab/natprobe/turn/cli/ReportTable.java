package dev.webrtclab.natprobe.turn.cli;

import dev.webrtclab.natprobe.turn.CheckReport;
import dev.webrtclab.natprobe.turn.EchoFigures;
import dev.webrtclab.natprobe.turn.Stage;
import dev.webrtclab.natprobe.turn.StageReport;
import dev.webrtclab.natprobe.turn.TurnFinding;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The table for people: a row per URL, below it what failed and what to do. */
final class ReportTable {
    private ReportTable() {}

    static void print(PrintWriter out, List<CheckReport> reports, Duration took) {
        int width =
                Math.max(
                        3,
                        reports.stream()
                                .mapToInt(report -> report.url().text().length())
                                .max()
                                .orElse(0));
        String row = "%-" + width + "s  %-15s  %-15s  %-15s  %s%n";
        out.printf(Locale.ROOT, row, "URL", "REACHABLE", "CREDENTIALS", "PERMISSION", "ECHO");
        for (CheckReport report : reports) {
            List<String> cells = report.stages().stream().map(ReportTable::cell).toList();
            out.printf(
                    Locale.ROOT,
                    row,
                    report.url().text(),
                    cells.get(0),
                    cells.get(1),
                    cells.get(2),
                    cells.get(3));
        }
        for (CheckReport report : reports) {
            out.println();
            out.println(report.url().text());
            for (TurnFinding finding : report.findings()) {
                out.println("  " + finding.code().code() + ": " + finding.text());
                out.println("    Next: " + finding.next());
            }
        }
        long passed = reports.stream().filter(CheckReport::passed).count();
        out.printf(Locale.ROOT, "%n%d of %d passed, in %s%n", passed, reports.size(), ms(took));
        out.flush();
    }

    private static String cell(StageReport stage) {
        return switch (stage.result()) {
            case PASSED -> "ok " + ms(stage.took()) + echo(stage);
            case FAILED ->
                    "FAILED" + (stage.code() == null ? "" : " " + stage.code()) + echo(stage);
            case NOT_REACHED -> "-";
            case SKIPPED -> "skipped";
        };
    }

    private static String echo(StageReport stage) {
        if (stage.stage() != Stage.ECHO
                || !(stage.detail() instanceof StageReport.Detail.Echoed(EchoFigures figures))) {
            return "";
        }
        return figures.rttP50() == null || figures.rttP99() == null
                ? " (0 of " + figures.bytesSent() + " B)"
                : String.format(
                        Locale.ROOT,
                        " (%d of %d B, rtt %s p99 %s)",
                        figures.bytesEchoed(),
                        figures.bytesSent(),
                        ms(figures.rttP50()),
                        ms(figures.rttP99()));
    }

    static String ms(Duration duration) {
        return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
    }
}
