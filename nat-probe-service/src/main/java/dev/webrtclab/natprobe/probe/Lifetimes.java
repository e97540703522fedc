package dev.webrtclab.natprobe.probe;

import dev.webrtclab.natprobe.nat.AddressFamily;
import dev.webrtclab.natprobe.nat.Endpoint;
import dev.webrtclab.natprobe.nat.Finding;
import dev.webrtclab.natprobe.nat.LifetimePlan;
import dev.webrtclab.natprobe.nat.LifetimeRun;
import dev.webrtclab.natprobe.nat.LifetimeTransport;
import dev.webrtclab.natprobe.nat.MappingLifetime;
import dev.webrtclab.natprobe.nat.UnknownReason;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Measures in the background how long mappings live, when asked to: at most one measurement at a
 * time.
 */
@ApplicationScoped
public class Lifetimes {
    private static final Logger LOG = Logger.getLogger(Lifetimes.class);

    /** Mappings left alone side by side. */
    private static final int AT_ONCE = 24;

    /** What is known of one address family. */
    public sealed interface State {
        /** Nobody asked yet. */
        record Idle() implements State {}

        /**
         * A measurement goes on.
         *
         * @param bounds what is known so far, null when nothing is
         */
        record Running(Instant startedAt, @Nullable MappingLifetime bounds) implements State {}

        /** It ended, at this time. */
        record Done(Instant startedAt, Instant at, Finding<MappingLifetime> found)
                implements State {}
    }

    private final StunServers servers;
    private final LifetimeRun run;
    private final Duration limit;
    private final Map<AddressFamily, State> states = new EnumMap<>(AddressFamily.class);
    private @Nullable Thread running;

    Lifetimes(StunServers servers, LifetimeTransport transport, NatProbeConfig config) {
        this.servers = servers;
        this.limit = config.lifetimeLimit();
        this.run = new LifetimeRun(transport, new LifetimePlan(limit, AT_ONCE));
    }

    /** The longest idle time that is tried. */
    public Duration limit() {
        return limit;
    }

    /**
     * Starts a measurement, or leaves the one of this family alone that goes on.
     *
     * @return false when one of the other family goes on
     */
    public synchronized boolean start(AddressFamily family) {
        if (running != null) {
            return state(family) instanceof State.Running;
        }
        Instant startedAt = Instant.now();
        states.put(family, new State.Running(startedAt, null));
        running =
                Thread.ofVirtual()
                        .name("nat-lifetime-" + family.word())
                        .start(() -> carryOut(family, startedAt));
        return true;
    }

    /** What is known now. */
    public synchronized State state(AddressFamily family) {
        return states.getOrDefault(family, new State.Idle());
    }

    void end(@Observes ShutdownEvent event) {
        Thread present;
        synchronized (this) {
            present = running;
        }
        if (present != null) {
            present.interrupt();
        }
    }

    private void carryOut(AddressFamily family, Instant startedAt) {
        try {
            Finding<MappingLifetime> found = measure(family, startedAt);
            LOG.infof("Mapping lifetime measured: family=%s %s", family.word(), sentence(found));
            become(family, new State.Done(startedAt, Instant.now(), found));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            become(family, new State.Idle());
        } catch (RuntimeException e) {
            LOG.error("The measurement of the mapping lifetime failed", e);
            become(family, new State.Idle());
        }
    }

    private Finding<MappingLifetime> measure(AddressFamily family, Instant startedAt)
            throws InterruptedException {
        Optional<ServerName> server = servers.of(family);
        if (server.isEmpty()) {
            return new Finding.Unknown<>(
                    UnknownReason.FAMILY_NOT_CONFIGURED, Map.of("family", family.word()));
        }
        Optional<Endpoint> endpoint = server.get().resolve(family);
        return endpoint.isEmpty()
                ? new Finding.Unknown<>(
                        UnknownReason.NAME_UNRESOLVED, Map.of("host", server.get().host()))
                : run.measure(endpoint.get(), bounds -> closer(family, startedAt, bounds));
    }

    private synchronized void closer(
            AddressFamily family, Instant startedAt, MappingLifetime bounds) {
        states.put(family, new State.Running(startedAt, bounds));
    }

    private synchronized void become(AddressFamily family, State state) {
        states.put(family, state);
        running = null;
    }

    private static String sentence(Finding<MappingLifetime> found) {
        return switch (found) {
            case Finding.Known<MappingLifetime>(MappingLifetime bounds) ->
                    "atLeast=%s atMost=%s".formatted(bounds.atLeast(), bounds.atMost());
            case Finding.Unknown<MappingLifetime> unknown -> "unknown: " + unknown.why();
        };
    }
}
