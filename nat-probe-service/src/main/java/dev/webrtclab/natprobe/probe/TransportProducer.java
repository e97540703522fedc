package dev.webrtclab.natprobe.probe;

import dev.webrtclab.natprobe.nat.StunTransport;
import dev.webrtclab.natprobe.nat.ice4j.Ice4jStunTransport;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Real sockets, unless a test brings its own transport. */
class TransportProducer {
    @Produces
    @DefaultBean
    @ApplicationScoped
    StunTransport transport() {
        return new Ice4jStunTransport();
    }
}
