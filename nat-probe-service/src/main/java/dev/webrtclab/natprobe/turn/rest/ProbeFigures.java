package dev.webrtclab.natprobe.turn.rest;

import dev.webrtclab.natprobe.turn.CheckReport;
import dev.webrtclab.natprobe.turn.EchoFigures;
import dev.webrtclab.natprobe.turn.StageReport;
import dev.webrtclab.natprobe.turn.StageReport.Detail;
import dev.webrtclab.natprobe.turn.StageReport.Result;
import dev.webrtclab.natprobe.turn.TurnFinding;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import java.time.Duration;
import java.util.Locale;

/** The figures of one check, in a registry of their own. */
final class ProbeFigures {
    private final CheckReport report;
    private final Duration took;
    private final CollectorRegistry registry = new CollectorRegistry();

    ProbeFigures(CheckReport report, Duration took) {
        this.report = report;
        this.took = took;
        gauge("probe_success", "Whether no stage failed", report.passed() ? 1 : 0);
        gauge("probe_duration_seconds", "How long the probe took", seconds(took));
        stages();
        findings();
        if (report.certificateEnd() != null) {
            gauge(
                    "probe_ssl_earliest_cert_expiry",
                    "When the first certificate of the chain ends, in unixtime",
                    report.certificateEnd().getEpochSecond());
        }
    }

    CollectorRegistry registry() {
        return registry;
    }

    /** What happened, for people. */
    String log() {
        StringBuilder log = new StringBuilder("Logs for the probe:\n");
        log.append("target=").append(report.url().text()).append(" server=");
        log.append(report.server() == null ? "unknown" : report.server()).append('\n');
        for (StageReport stage : report.stages()) {
            log.append(
                    String.format(
                            Locale.ROOT,
                            "stage=%s result=%s ms=%.2f%s%n",
                            stage.stage().word(),
                            stage.result().word(),
                            stage.took().toNanos() / 1e6,
                            stage.code() == null ? "" : " code=" + stage.code()));
        }
        for (TurnFinding finding : report.findings()) {
            log.append("finding=").append(finding.code().code()).append(' ');
            log.append(finding.text()).append(" Next: ").append(finding.next()).append('\n');
        }
        return log.append("took=").append(took.toMillis()).append(" ms\n").toString();
    }

    private void stages() {
        Gauge success =
                labelled(
                        "probe_turn_stage_success",
                        "1 for a stage that was passed, 0 for one that failed or was not reached; stages that do not apply"
                                + " are absent",
                        "stage");
        Gauge duration =
                labelled("probe_turn_stage_duration_seconds", "Time spent in a stage", "stage");
        for (StageReport stage : report.stages()) {
            if (stage.result() != Result.SKIPPED) {
                String word = stage.stage().word();
                success.labels(word).set(stage.result() == Result.PASSED ? 1 : 0);
                duration.labels(word).set(seconds(stage.took()));
            }
            if (stage.detail() instanceof Detail.Echoed(EchoFigures echo)) {
                echo(echo);
            }
        }
    }

    private void echo(EchoFigures echo) {
        Duration half = echo.rttP50();
        Duration most = echo.rttP99();
        if (half != null && most != null) {
            Gauge rtt =
                    labelled("probe_turn_rtt_seconds", "Round trip through the relay", "quantile");
            rtt.labels("0.5").set(seconds(half));
            rtt.labels("0.99").set(seconds(most));
        }
        gauge("probe_turn_sent_bytes", "Payload sent through the relay", echo.bytesSent());
        gauge("probe_turn_echoed_bytes", "Payload that came back", echo.bytesEchoed());
        gauge(
                "probe_turn_loss_ratio",
                "Share of the payload that did not come back",
                echo.lossPercent() / 100);
    }

    private void findings() {
        Gauge finding = labelled("probe_turn_finding", "1 for each finding of the probe", "code");
        report.findings().forEach(each -> finding.labels(each.code().code()).set(1));
    }

    private void gauge(String name, String help, double value) {
        Gauge.build(name, help).register(registry).set(value);
    }

    private Gauge labelled(String name, String help, String label) {
        return Gauge.build(name, help).labelNames(label).register(registry);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
