package dev.webrtclab.natprobe.turn.cli;

import dev.webrtclab.natprobe.turn.StageReport;
import dev.webrtclab.natprobe.turn.TurnUrl;
import java.io.PrintWriter;
import java.util.Locale;

/** A line per stage while the checks run. */
final class Progress {
    private Progress() {}

    static void print(PrintWriter err, TurnUrl url, StageReport stage) {
        synchronized (err) {
            err.printf(
                    Locale.ROOT,
                    "%s  %s %s  %s%n",
                    url.text(),
                    stage.stage().word(),
                    stage.result().word(),
                    ReportTable.ms(stage.took()));
            err.flush();
        }
    }
}
