package dev.webrtclab.natprobe.turn;

import dev.webrtclab.natprobe.nat.Endpoint;
import dev.webrtclab.natprobe.turn.StageReport.Result;
import dev.webrtclab.natprobe.turn.TargetGuard.Verdict;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Carries one check from its first ask to its report. */
public final class CheckRun {
    /**
     * How long a check of a stranger's server takes at least when it can not be reached. Together
     * with one answer for every reason this makes a closed, a filtered and an unfit port look
     * alike.
     */
    public static final Duration DISCREET = Duration.ofSeconds(3);

    /** Waits; a test does not. */
    public interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    private final TurnTransport transport;
    private final InstantSource clock;
    private final Pause pause;

    public CheckRun(TurnTransport transport, InstantSource clock, Pause pause) {
        this.transport = transport;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * @param watcher hears each stage once it is decided, on the calling thread
     */
    public CheckReport run(CheckSpec spec, Verdict target, Consumer<StageReport> watcher)
            throws InterruptedException {
        long start = System.nanoTime();
        return switch (target) {
            case Verdict.Admitted(Endpoint server, boolean ours) when ours ->
                    perform(new TurnCheck(spec, server, true), spec, server, watcher);
            case Verdict.Admitted(Endpoint server, _) ->
                    discreetly(
                            spec,
                            server,
                            start,
                            watcher,
                            perform(new TurnCheck(spec, server, false), spec, server, _ -> {}));
            case Verdict.Unresolved(boolean ours) when ours ->
                    unreachable(
                            spec,
                            null,
                            Duration.ZERO,
                            TurnFinding.of(
                                    TurnFindingCode.TURN_UNREACHABLE_UNRESOLVED,
                                    "host",
                                    spec.url().host()),
                            watcher);
            case Verdict.Unresolved _ -> hidden(spec, start, watcher);
            case Verdict.Refused refused ->
                    throw new IllegalArgumentException(
                            "refused targets are not checked: " + refused);
        };
    }

    private CheckReport perform(
            TurnCheck check, CheckSpec spec, Endpoint server, Consumer<StageReport> watcher)
            throws InterruptedException {
        try (TurnTransport.Session session = transport.open(spec.url(), server)) {
            int told = 0;
            Ask ask = check.first();
            while (!(ask instanceof Ask.Finish)) {
                long asked = System.nanoTime();
                Event event = session.perform(ask);
                ask = check.on(event, Duration.ofNanos(System.nanoTime() - asked), clock.instant());
                List<StageReport> decided = check.decided();
                decided.subList(told, decided.size()).forEach(watcher);
                told = decided.size();
            }
        }
        CheckReport report = check.report();
        report.stages().subList(check.decided().size(), Stage.values().length).forEach(watcher);
        return report;
    }

    private CheckReport discreetly(
            CheckSpec spec,
            Endpoint server,
            long start,
            Consumer<StageReport> watcher,
            CheckReport report)
            throws InterruptedException {
        if (report.stages().getFirst().result() == Result.FAILED) {
            return hidden(spec, start, watcher);
        }
        report.stages().forEach(watcher);
        return report;
    }

    /** One answer for everything that a stranger's server can fail with. */
    private CheckReport hidden(CheckSpec spec, long start, Consumer<StageReport> watcher)
            throws InterruptedException {
        pause.of(DISCREET.minusNanos(System.nanoTime() - start));
        TurnUrl url = spec.url();
        TurnFinding timeout =
                new TurnFinding(
                        TurnFindingCode.TURN_UNREACHABLE_TIMEOUT,
                        Map.of(
                                "server", url.host() + ":" + url.port(),
                                "transport", url.transport().word(),
                                "port", Integer.toString(url.port()),
                                "waitedMs", Long.toString(DISCREET.toMillis())));
        return unreachable(spec, null, DISCREET, timeout, watcher);
    }

    private static CheckReport unreachable(
            CheckSpec spec,
            @Nullable Endpoint server,
            Duration took,
            TurnFinding finding,
            Consumer<StageReport> watcher) {
        List<StageReport> stages = new ArrayList<>();
        stages.add(
                new StageReport(
                        Stage.REACHABLE,
                        Result.FAILED,
                        took,
                        null,
                        new StageReport.Detail.Nothing()));
        for (Stage stage : List.of(Stage.CREDENTIALS, Stage.PERMISSION, Stage.ECHO)) {
            stages.add(
                    StageReport.without(
                            stage, spec.url().relay() ? Result.NOT_REACHED : Result.SKIPPED));
        }
        stages.forEach(watcher);
        return new CheckReport(spec.url(), server, stages, List.of(finding), null);
    }
}
