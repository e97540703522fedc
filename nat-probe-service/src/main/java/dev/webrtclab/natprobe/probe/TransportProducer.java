package dev.webrtclab.natprobe.probe;

import dev.webrtclab.natprobe.nat.LifetimeTransport;
import dev.webrtclab.natprobe.nat.StunTransport;
import dev.webrtclab.natprobe.nat.ice4j.Ice4jStunTransport;
import dev.webrtclab.natprobe.nat.ice4j.LifetimeSockets;
import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Real sockets, unless a test brings its own transport. */
class TransportProducer {
    @Startup // loads ice4j before the first probe, so that no probe measures that
    @Produces
    @DefaultBean
    @ApplicationScoped
    StunTransport transport() {
        return new Ice4jStunTransport();
    }

    @Produces
    @DefaultBean
    @ApplicationScoped
    LifetimeTransport lifetimeTransport() {
        return new LifetimeSockets();
    }
}
