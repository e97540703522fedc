package dev.webrtclab.natprobe.nat.ice4j;

import dev.webrtclab.natprobe.nat.Endpoint;
import dev.webrtclab.natprobe.nat.StunTransport;

/** STUN Binding requests over real sockets. */
public final class Ice4jStunTransport implements StunTransport {
    static {
        Ice4jSettings.apply();
    }

    @Override
    public Exchange open(Endpoint server) {
        return new Ice4jExchange(server);
    }
}
