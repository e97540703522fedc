package dev.webrtclab.natprobe.nat.ice4j;

import dev.webrtclab.natprobe.nat.Endpoint;
import dev.webrtclab.natprobe.nat.StunTransport;
import java.io.IOException;
import java.io.UncheckedIOException;

/** STUN Binding requests over real sockets. */
public final class Ice4jStunTransport implements StunTransport {
    static {
        Ice4jSettings.apply();
        warmUp();
    }

    private static void warmUp() {
        try {
            WarmUp.run();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "no exchange with ourselves over the loopback address", e);
        }
    }

    @Override
    public Exchange open(Endpoint server) {
        return new Ice4jExchange(server);
    }
}
