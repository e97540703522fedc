package dev.webrtclab.natprobe.turn.rest;

import dev.webrtclab.natprobe.turn.TurnTransport;
import dev.webrtclab.natprobe.turn.net.NetTransport;
import dev.webrtclab.natprobe.turn.net.TlsTrust;
import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.time.InstantSource;

/** Real sockets, unless a test brings its own transport. */
class TurnTransportProducer {
    @Startup // a certificate file that can not be read stops the start
    @Produces
    @DefaultBean
    @ApplicationScoped
    TurnTransport transport(TurnCheckConfig config) {
        TlsTrust trust =
                config.caFile()
                        .<TlsTrust>map(TlsTrust.File::new)
                        .orElseGet(TlsTrust.Authorities::new);
        try {
            return new NetTransport(trust, InstantSource.system());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "nat-probe.turn-check.ca-file can not be read: name a readable PEM file", e);
        }
    }
}
