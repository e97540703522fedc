package dev.webrtclab.natprobe.turn.rest;

import dev.webrtclab.natprobe.ops.Refused;
import dev.webrtclab.natprobe.probe.NatProbeConfig;
import dev.webrtclab.natprobe.turn.CheckReport;
import dev.webrtclab.natprobe.turn.CheckRun;
import dev.webrtclab.natprobe.turn.CheckSpec;
import dev.webrtclab.natprobe.turn.Checks;
import dev.webrtclab.natprobe.turn.OwnServers;
import dev.webrtclab.natprobe.turn.StageReport;
import dev.webrtclab.natprobe.turn.TargetGuard;
import dev.webrtclab.natprobe.turn.TurnTransport;
import dev.webrtclab.protocol.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/** Runs checks for HTTP callers, a bounded number at a time. */
@ApplicationScoped
class TurnChecks {
    private static final Logger LOG = Logger.getLogger(TurnChecks.class);
    private static final int MOST_AT_ONCE = 8;

    private final Checks checks;
    private final String vantage;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    TurnChecks(NatProbeConfig nat, TurnCheckConfig config, TurnTransport transport) {
        List<String> listed = new ArrayList<>(config.servers().orElseGet(List::of));
        nat.tlsServer().ifPresent(listed::add);
        OwnServers own = OwnServers.parse(nat.stunServer(), listed);
        this.vantage = nat.vantage();
        this.checks =
                new Checks(
                        TargetGuard.strict(
                                own,
                                config.allowOtherTargets(),
                                host -> Arrays.asList(InetAddress.getAllByName(host))),
                        new CheckRun(transport, InstantSource.system(), Thread::sleep));
    }

    /** What was found, and when. */
    record Outcome(Instant at, Duration took, String vantage, List<CheckReport> reports) {
        CheckReportJson json() {
            return CheckReportJson.of(at, took, vantage, reports);
        }
    }

    /** A place among the running checks, with targets that may be asked. */
    record Ready(Checks.Admitted admitted) {}

    /**
     * Judges the targets and takes a place; {@link #run} gives it back.
     *
     * @throws Refused when a target is not allowed, or too many checks run
     */
    Ready admit(List<CheckSpec> specs) {
        try {
            Checks.Admitted admitted = checks.admit(specs);
            if (!places.tryAcquire()) {
                throw new Refused(
                        ErrorCode.SERVICE_UNAVAILABLE,
                        "%d TURN checks run already; try again in a few seconds."
                                .formatted(MOST_AT_ONCE));
            }
            return new Ready(admitted);
        } catch (Checks.RefusedTargetException e) {
            throw new Refused(ErrorCode.TARGET_NOT_ALLOWED, String.valueOf(e.getMessage()));
        }
    }

    Outcome run(Ready ready, BiConsumer<CheckSpec, StageReport> watcher)
            throws InterruptedException {
        try {
            Instant at = Instant.now();
            long start = System.nanoTime();
            List<CheckReport> reports = checks.run(ready.admitted(), watcher);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            LOG.infof(
                    "TURN check ended: urls=%d passed=%d ms=%d",
                    reports.size(),
                    reports.stream().filter(CheckReport::passed).count(),
                    took.toMillis());
            return new Outcome(at, took, vantage, reports);
        } finally {
            places.release();
        }
    }
}
