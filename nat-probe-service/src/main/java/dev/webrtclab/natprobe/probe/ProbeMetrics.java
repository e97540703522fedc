package dev.webrtclab.natprobe.probe;

import dev.webrtclab.natprobe.nat.AddressFamily;
import dev.webrtclab.natprobe.nat.BindingCheck;
import dev.webrtclab.natprobe.nat.FilteringBehavior;
import dev.webrtclab.natprobe.nat.Finding;
import dev.webrtclab.natprobe.nat.MappingBehavior;
import dev.webrtclab.natprobe.nat.NatPresence;
import dev.webrtclab.natprobe.nat.NatReport;
import dev.webrtclab.natprobe.nat.Reachability;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The figures of probes and of the coturn check, {@code natprobe_…} on {@code /q/metrics}. */
@ApplicationScoped
class ProbeMetrics {
    private final MeterRegistry registry;
    private final MultiGauge verdict;
    private final Map<AddressFamily, Tags> verdicts = new EnumMap<>(AddressFamily.class);
    private final AtomicReference<BindingCheck.@Nullable Result> status = new AtomicReference<>();

    ProbeMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.verdict =
                MultiGauge.builder("natprobe.verdict")
                        .description(
                                "1 for the verdict of the latest probe of each family; unknown is a verdict too")
                        .register(registry);
        Gauge.builder("natprobe.stun.server.reachable", () -> reachable(status.get()))
                .description(
                        "1 when the STUN server answered the latest check, 0 when not, NaN before the first")
                .register(registry);
        Gauge.builder("natprobe.stun.server.rtt", () -> seconds(status.get()))
                .description("Round trip of the latest answered check; NaN without an answer")
                .baseUnit("seconds")
                .register(registry);
    }

    void probed(TimedReport timed) {
        NatReport report = timed.report();
        runs(outcome(report));
        Timer.builder("natprobe.probe.duration")
                .description("From first packet to verdict")
                .serviceLevelObjectives(
                        Duration.ofMillis(25),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(300),
                        Duration.ofMillis(600),
                        Duration.ofMillis(1000),
                        Duration.ofMillis(1500),
                        Duration.ofMillis(3000))
                .register(registry)
                .record(timed.took());
        showVerdict(report);
    }

    void failed() {
        runs("failed");
    }

    void checked(BindingCheck.Result result) {
        status.set(result);
    }

    private void runs(String outcome) {
        registry.counter("natprobe.probe.runs", "outcome", outcome).increment();
    }

    private static String outcome(NatReport report) {
        if (report.mapping().find().isPresent() && report.filtering().find().isPresent()) {
            return "decided";
        }
        boolean anything = report.udp().find().isPresent() || report.tcp().find().isPresent();
        return anything ? "partly-unknown" : "unknown";
    }

    private synchronized void showVerdict(NatReport report) {
        verdicts.put(
                report.family(),
                Tags.of(
                        "family", report.family().word(),
                        "nat", word(report.nat()),
                        "mapping", word(report.mapping()),
                        "filtering", word(report.filtering()),
                        "udp", word(report.udp()),
                        "tcp", word(report.tcp())));
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        verdicts.values().forEach(tags -> rows.add(MultiGauge.Row.of(tags, 1)));
        verdict.register(rows, true);
    }

    private static double reachable(BindingCheck.@Nullable Result result) {
        return result == null ? Double.NaN : result.reachable() ? 1 : 0;
    }

    private static double seconds(BindingCheck.@Nullable Result result) {
        Duration roundTrip = result == null ? null : result.roundTrip();
        return roundTrip == null ? Double.NaN : roundTrip.toNanos() / 1e9;
    }

    /** The wire word of a verdict; {@code unknown} when there is none. */
    static String word(Finding<?> finding) {
        return switch (finding.find().orElse(null)) {
            case NatPresence nat -> nat.word();
            case MappingBehavior mapping -> mapping.word();
            case FilteringBehavior filtering -> filtering.word();
            case Reachability reachability -> reachability.word();
            case null, default -> "unknown";
        };
    }
}
