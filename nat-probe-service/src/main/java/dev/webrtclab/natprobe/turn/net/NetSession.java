package dev.webrtclab.natprobe.turn.net;

import dev.webrtclab.natprobe.nat.Endpoint;
import dev.webrtclab.natprobe.turn.Ask;
import dev.webrtclab.natprobe.turn.Event;
import dev.webrtclab.natprobe.turn.Event.ConnectFailure;
import dev.webrtclab.natprobe.turn.TurnTransport.Session;
import dev.webrtclab.natprobe.turn.TurnUrl;
import dev.webrtclab.natprobe.turn.UrlTransport;
import dev.webrtclab.natprobe.turn.ice4j.TurnMessages;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sockets of one check. */
final class NetSession implements Session {
    /**
     * Pauses after each of the four sends of a request (RFC 8489 §6.2.1 with three
     * retransmissions); together shorter than the three seconds that a stranger's silence takes.
     */
    static final List<Duration> PAUSES =
            List.of(
                    Duration.ofMillis(200),
                    Duration.ofMillis(400),
                    Duration.ofMillis(800),
                    Duration.ofMillis(1100));

    private static final Duration PATIENCE = PAUSES.stream().reduce(Duration.ZERO, Duration::plus);

    private final TurnUrl url;
    private final Endpoint server;
    private final List<Endpoint> stunServers;
    private final TlsDialer tls;
    private final TurnMessages codec;
    private final long deadline;
    private final long reachableUntil = System.nanoTime() + PATIENCE.toNanos();
    private @Nullable Wire wire;
    private @Nullable EchoPeer peer;
    private boolean answered;

    NetSession(
            TurnUrl url,
            Endpoint server,
            List<Endpoint> stunServers,
            TlsDialer tls,
            TurnMessages codec,
            Duration atMost) {
        this.url = url;
        this.server = server;
        this.stunServers = List.copyOf(stunServers);
        this.tls = tls;
        this.codec = codec;
        this.deadline = System.nanoTime() + atMost.toNanos();
    }

    @Override
    public Event perform(Ask ask) throws InterruptedException {
        try {
            return switch (ask) {
                case Ask.Connect _ -> connect();
                case Ask.Request request -> transact(request);
                case Ask.LocatePeer _ -> locate();
                case Ask.Echo echo ->
                        new Event.EchoEnded(
                                new RelayedEcho(open(), codec, Objects.requireNonNull(peer), echo)
                                        .run());
                case Ask.Finish _ -> throw new IllegalStateException("the check is over");
            };
        } catch (PortUnreachableException e) {
            return new Event.Broken(true, "port unreachable");
        } catch (IOException e) {
            return new Event.Broken(false, String.valueOf(e.getMessage()));
        }
    }

    private Wire open() {
        return Objects.requireNonNull(wire, "connected first");
    }

    private Event connect() {
        long start = System.nanoTime();
        try {
            if (url.transport() == UrlTransport.UDP) {
                wire = new UdpWire(server);
                return new Event.Connected(null);
            }
            Socket socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.connect(server.socketAddress(), Math.toIntExact(PATIENCE.toMillis()));
                Instant certificateEnd = null;
                if (url.transport() == UrlTransport.TLS) {
                    TlsDialer.Secured secured =
                            tls.secure(
                                    socket,
                                    url,
                                    Duration.ofNanos(reachableUntil - System.nanoTime()));
                    socket = secured.socket();
                    certificateEnd = secured.certificateEnd();
                }
                wire = new StreamWire(socket);
                return new Event.Connected(certificateEnd);
            } finally {
                if (wire == null) {
                    socket.close();
                }
            }
        } catch (TlsDialer.TlsFailedException e) {
            return new Event.NotConnected(e.failure());
        } catch (SocketTimeoutException e) {
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            return new Event.NotConnected(new ConnectFailure.TimedOut(waited));
        } catch (NoRouteToHostException e) {
            return new Event.NotConnected(
                    new ConnectFailure.NoRoute(String.valueOf(e.getMessage())));
        } catch (ConnectException e) {
            return new Event.NotConnected(
                    String.valueOf(e.getMessage()).contains("refused")
                            ? new ConnectFailure.Refused()
                            : new ConnectFailure.NoRoute(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            return new Event.NotConnected(
                    url.transport() == UrlTransport.TLS
                            ? new ConnectFailure.HandshakeFailed(String.valueOf(e.getMessage()))
                            : new ConnectFailure.NoRoute(String.valueOf(e.getMessage())));
        }
    }

    private Event transact(Ask.Request ask) throws IOException, InterruptedException {
        Wire to = open();
        TurnMessages.Encoded request = codec.encode(ask);
        long start = System.nanoTime();
        List<Duration> pauses = to.lossy() ? PAUSES : List.of(PATIENCE);
        int sends = 0;
        for (Duration pause : pauses) {
            to.send(request.bytes());
            sends++;
            long until = Math.min(limit(), System.nanoTime() + pause.toNanos());
            Wire.Frame frame;
            while ((frame = to.take(Duration.ofNanos(until - System.nanoTime()))) != null) {
                Optional<Event> answer = codec.answer(frame.bytes(), request);
                if (answer.isPresent()) {
                    answered = true;
                    return answer.get();
                }
            }
        }
        return new Event.Silent(sends, Duration.ofNanos(System.nanoTime() - start));
    }

    /** Connecting and the first answer share one allowance. */
    private long limit() {
        return answered ? deadline : Math.min(deadline, reachableUntil);
    }

    private Event locate() throws IOException, InterruptedException {
        EchoPeer echo = new EchoPeer(server);
        peer = echo;
        for (Endpoint stun : stunServers) {
            Endpoint mapped = echo.askMapped(codec, stun);
            if (mapped != null) {
                return new Event.PeerLocated(echo.local(), mapped);
            }
        }
        return new Event.PeerLocated(echo.local(), null);
    }

    @Override
    public void close() {
        if (peer != null) {
            peer.close();
        }
        if (wire != null) {
            wire.close();
        }
    }
}
