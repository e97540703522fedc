package dev.webrtclab.natprobe.turn;

import dev.webrtclab.natprobe.nat.Endpoint;
import dev.webrtclab.natprobe.turn.StageReport.Detail;
import dev.webrtclab.natprobe.turn.StageReport.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far one check came: the stage it is in, how those before it went, and what was found. */
final class CheckStages {
    private final CheckSpec spec;
    private final Endpoint server;
    private final Map<Stage, StageReport> decided = new EnumMap<>(Stage.class);
    private final Map<Stage, Duration> spent = new EnumMap<>(Stage.class);
    private final List<TurnFinding> findings = new ArrayList<>();
    private Stage current = Stage.REACHABLE;

    CheckStages(CheckSpec spec, Endpoint server) {
        this.spec = spec;
        this.server = server;
    }

    boolean isIn(Stage stage) {
        return current == stage;
    }

    /** Time that the stage it is in took, beside what it took already. */
    void spend(Duration took) {
        spent.merge(current, took, Duration::plus);
    }

    /** The stage it is in is passed; the last one stays the one it is in. */
    void pass(Detail detail) {
        conclude(Result.PASSED, null, detail);
        current = Stage.values()[Math.min(current.ordinal() + 1, Stage.ECHO.ordinal())];
    }

    /**
     * The stage it is in failed.
     *
     * @param code STUN error code that the server answered with, null without one
     */
    void fail(TurnFinding finding, @Nullable Integer code, Detail detail) {
        conclude(Result.FAILED, code, detail);
        find(finding);
    }

    private void conclude(Result result, @Nullable Integer code, Detail detail) {
        decided.put(
                current,
                new StageReport(
                        current, result, spent.getOrDefault(current, Duration.ZERO), code, detail));
    }

    /** A stage that does not apply. */
    void skip(Stage stage) {
        decided.put(stage, StageReport.without(stage, Result.SKIPPED));
    }

    void find(TurnFinding finding) {
        findings.add(finding);
    }

    /** The stages that are decided, in order. */
    List<StageReport> decided() {
        return List.copyOf(decided.values());
    }

    /**
     * @param certificateEnd when the server's certificate ends, null without TLS
     */
    CheckReport report(@Nullable Instant certificateEnd) {
        List<StageReport> all = new ArrayList<>();
        Result without = spec.url().relay() ? Result.NOT_REACHED : Result.SKIPPED;
        for (Stage each : Stage.values()) {
            all.add(decided.getOrDefault(each, StageReport.without(each, without)));
        }
        return new CheckReport(spec.url(), server, all, findings, certificateEnd);
    }
}
