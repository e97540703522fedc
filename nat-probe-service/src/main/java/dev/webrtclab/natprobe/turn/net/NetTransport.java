package dev.webrtclab.natprobe.turn.net;

import dev.webrtclab.natprobe.nat.Endpoint;
import dev.webrtclab.natprobe.turn.TurnTransport;
import dev.webrtclab.natprobe.turn.TurnUrl;
import dev.webrtclab.natprobe.turn.UrlTransport;
import dev.webrtclab.natprobe.turn.ice4j.TurnMessages;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Checks over real sockets. */
public final class NetTransport implements TurnTransport {
    private static final int STUN_PORT = 3478;
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final TlsDialer tls;
    private final TurnMessages codec = new TurnMessages();

    /**
     * @throws IOException when the trusted certificates can not be read
     */
    public NetTransport(TlsTrust trust, InstantSource clock) throws IOException {
        this.tls = new TlsDialer(trust.manager(), clock);
        codec.warmUp();
    }

    @Override
    public Session open(TurnUrl url, Endpoint server) {
        Endpoint usual = server.withPort(STUN_PORT);
        // Only the server under test is asked how the echo socket looks from outside.
        List<Endpoint> stun =
                url.transport() == UrlTransport.TLS || server.equals(usual)
                        ? List.of(usual)
                        : List.of(server, usual);
        return new NetSession(url, server, stun, tls, codec, LONGEST);
    }
}
