package dev.webrtclab.natprobe.probe;

import dev.webrtclab.natprobe.nat.AddressFamily;
import dev.webrtclab.natprobe.nat.Endpoint;
import dev.webrtclab.natprobe.nat.NatReport;
import dev.webrtclab.natprobe.nat.ProbeRun;
import dev.webrtclab.natprobe.nat.StunTransport;
import dev.webrtclab.natprobe.nat.UnknownReason;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Runs probes, at most one per address family at a time: a second request joins the running one.
 */
@ApplicationScoped
public class Probes {
    private static final Logger LOG = Logger.getLogger(Probes.class);

    private final StunServers servers;
    private final ProbeRun run;
    private final ProbeMetrics metrics;
    private final String vantage;
    private final Map<AddressFamily, RunningProbe> running = new EnumMap<>(AddressFamily.class);
    private final Map<AddressFamily, TimedReport> latest = new EnumMap<>(AddressFamily.class);
    private boolean able;

    Probes(
            StunServers servers,
            StunTransport transport,
            ProbeMetrics metrics,
            NatProbeConfig config) {
        this.servers = servers;
        this.run = new ProbeRun(transport);
        this.metrics = metrics;
        this.vantage = config.vantage();
    }

    /** Starts a probe, or joins the one that runs. */
    public synchronized RunningProbe start(AddressFamily family) {
        RunningProbe present = running.get(family);
        if (present != null) {
            return present;
        }
        RunningProbe probe = new RunningProbe();
        running.put(family, probe);
        Thread.ofVirtual().name("nat-probe-" + family.word()).start(() -> carryOut(family, probe));
        return probe;
    }

    /**
     * Starts a probe that sees the network as it is from now on: after the one that runs, which may
     * have begun before.
     */
    public void startAnew(AddressFamily family) {
        RunningProbe present;
        synchronized (this) {
            present = running.get(family);
        }
        if (present == null) {
            start(family);
        } else {
            present.report().whenComplete((_, _) -> start(family));
        }
    }

    /** The report of the last probe that ended. */
    public synchronized Optional<TimedReport> latest(AddressFamily family) {
        return Optional.ofNullable(latest.get(family));
    }

    /** Whether the last probe came to a report, whatever the report says. */
    public synchronized boolean able() {
        return able;
    }

    private void carryOut(AddressFamily family, RunningProbe probe) {
        long start = System.nanoTime();
        try {
            NatReport report = measure(family, probe);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            TimedReport timed = new TimedReport(vantage, Instant.now(), took, report);
            ended(family, timed);
            metrics.probed(timed);
            LOG.infof(
                    "NAT probe ended: family=%s nat=%s mapping=%s filtering=%s udp=%s tcp=%s tls=%s ms=%d",
                    family.word(),
                    ProbeMetrics.word(report.nat()),
                    ProbeMetrics.word(report.mapping()),
                    ProbeMetrics.word(report.filtering()),
                    ProbeMetrics.word(report.udp()),
                    ProbeMetrics.word(report.tcp()),
                    ProbeMetrics.word(report.tls()),
                    took.toMillis());
            probe.report().complete(timed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failed(family, probe, e);
        } catch (RuntimeException e) {
            LOG.error("NAT probe failed", e);
            failed(family, probe, e);
        }
    }

    private NatReport measure(AddressFamily family, RunningProbe probe)
            throws InterruptedException {
        Optional<ServerName> server = servers.of(family);
        if (server.isEmpty()) {
            return NatReport.undecided(
                    family, null, UnknownReason.FAMILY_NOT_CONFIGURED, "family", family.word());
        }
        Optional<Endpoint> endpoint = server.get().resolve(family);
        if (endpoint.isEmpty()) {
            return NatReport.undecided(
                    family, null, UnknownReason.NAME_UNRESOLVED, "host", server.get().host());
        }
        return run.probe(endpoint.get(), servers.overTls(family), probe::observed);
    }

    private synchronized void ended(AddressFamily family, TimedReport report) {
        able = true;
        latest.put(family, report);
        running.remove(family);
    }

    private void failed(AddressFamily family, RunningProbe probe, Exception cause) {
        synchronized (this) {
            able = false;
            running.remove(family);
        }
        metrics.failed();
        probe.report().completeExceptionally(cause);
    }
}
