package dev.webrtclab.natprobe.probe;

import dev.webrtclab.natprobe.nat.AddressFamily;
import dev.webrtclab.natprobe.nat.BindingCheck;
import dev.webrtclab.natprobe.nat.Endpoint;
import dev.webrtclab.natprobe.nat.StunTransport;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Asks the lab's coturn again and again whether it answers, and probes the NAT at start and when
 * coturn comes back.
 */
@ApplicationScoped
public class TurnWatch {
    private static final Logger LOG = Logger.getLogger(TurnWatch.class);

    /** The latest check. */
    public record Status(BindingCheck.Result result, Instant at) {}

    private final StunServers servers;
    private final BindingCheck check;
    private final Probes probes;
    private final ProbeMetrics metrics;
    private final NatProbeConfig config;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("turn-watch").factory());
    private volatile CompletableFuture<Status> status = new CompletableFuture<>();

    TurnWatch(
            StunServers servers,
            StunTransport transport,
            Probes probes,
            ProbeMetrics metrics,
            NatProbeConfig config) {
        this.servers = servers;
        this.check = new BindingCheck(transport);
        this.probes = probes;
        this.metrics = metrics;
        this.config = config;
    }

    void begin(@Observes StartupEvent event) {
        probes.start(AddressFamily.IPV4);
        if (servers.of(AddressFamily.IPV6).isPresent()) {
            probes.start(AddressFamily.IPV6);
        }
        clock.scheduleWithFixedDelay(
                this::look, 0, config.turnCheckEvery().toMillis(), TimeUnit.MILLISECONDS);
    }

    void end(@Observes ShutdownEvent event) {
        clock.shutdownNow();
    }

    /** The latest check; waits for the first one after the start. */
    public CompletableFuture<Status> status() {
        return status;
    }

    private void look() {
        try {
            BindingCheck.Result result = ask();
            Optional<Status> before = Optional.ofNullable(status.getNow(null));
            Status now = new Status(result, Instant.now());
            if (!status.complete(now)) {
                status = CompletableFuture.completedFuture(now);
            }
            metrics.checked(result);
            before.ifPresent(last -> compare(last.result(), result));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("The check of the STUN server failed", e);
        }
    }

    private BindingCheck.Result ask() throws InterruptedException {
        ServerName name = servers.of(AddressFamily.IPV4).orElseThrow();
        Optional<Endpoint> server = name.resolve(AddressFamily.IPV4);
        return server.isPresent()
                ? check.check(server.get())
                : new BindingCheck.Result(
                        false, false, null, "The name " + name.host() + " does not resolve.");
    }

    private void compare(BindingCheck.Result before, BindingCheck.Result now) {
        if (!before.reachable() && now.reachable()) {
            LOG.info("The STUN server answers again");
            probes.startAnew(AddressFamily.IPV4);
        } else if (before.reachable() && !now.reachable()) {
            LOG.warnf("The STUN server does not answer: %s", now.why());
        }
    }
}
