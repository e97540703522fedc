package dev.webrtclab.natprobe.turn;

import dev.webrtclab.natprobe.nat.Endpoint;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one check of one URL found.
 *
 * @param server the address that was asked, null when the name did not resolve
 * @param certificateEnd when the server's certificate ends, null without TLS
 */
public record CheckReport(
        TurnUrl url,
        @Nullable Endpoint server,
        List<StageReport> stages,
        List<TurnFinding> findings,
        @Nullable Instant certificateEnd) {
    public CheckReport {
        stages = List.copyOf(stages);
        findings = List.copyOf(findings);
    }

    /** Whether no stage failed. */
    public boolean passed() {
        return stages.stream().noneMatch(stage -> stage.result() == StageReport.Result.FAILED);
    }
}
