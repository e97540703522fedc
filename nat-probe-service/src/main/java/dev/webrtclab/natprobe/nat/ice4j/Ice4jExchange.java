package dev.webrtclab.natprobe.nat.ice4j;

import dev.webrtclab.natprobe.nat.Endpoint;
import dev.webrtclab.natprobe.nat.Observation;
import dev.webrtclab.natprobe.nat.Observation.Failure;
import dev.webrtclab.natprobe.nat.Observation.Silence;
import dev.webrtclab.natprobe.nat.Question;
import dev.webrtclab.natprobe.nat.StunTransport.Exchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.ice4j.ResponseCollector;
import org.ice4j.StunResponseEvent;
import org.ice4j.StunTimeoutEvent;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.socket.IceUdpSocketWrapper;
import org.ice4j.stack.StunStack;
import org.ice4j.stack.TransactionID;

/**
 * One {@link StunStack} with the sockets of one probe; ice4j matches transaction ids and repeats
 * requests.
 */
final class Ice4jExchange implements Exchange {
    private final StunStack stack = new StunStack();
    private final Optional<InetAddress> localAddress;
    private final Map<Question.Socket, TransportAddress> sockets =
            new EnumMap<>(Question.Socket.class);
    private final StunOverTcp tcp = new StunOverTcp(stack);
    private boolean closed;

    Ice4jExchange(Endpoint server) {
        this.localAddress = findLocalAddress(server);
    }

    @Override
    public Optional<InetAddress> localAddress() {
        return localAddress;
    }

    @Override
    public void ask(Question question, Consumer<Observation> observer) {
        if (question.test().overTcp()) {
            tcp.ask(question, observer);
            return;
        }
        try {
            TransportAddress local = socketFor(question.test().socket());
            Transaction transaction =
                    new Transaction(question, endpoint(local), observer, System.nanoTime());
            stack.sendRequest(
                    BindingMessages.request(question.test().change()),
                    new TransportAddress(question.server().socketAddress(), Transport.UDP),
                    local,
                    transaction,
                    TransactionID.createNewTransactionID(),
                    -1,
                    Math.toIntExact(question.patience().longestPause().toMillis()),
                    question.patience().sends() - 1);
        } catch (NoRouteToHostException e) {
            observer.accept(
                    new Failure(question, Failure.Kind.NO_ROUTE, String.valueOf(e.getMessage())));
        } catch (IOException e) {
            observer.accept(new Failure(question, failureKind(e), String.valueOf(e.getMessage())));
        }
    }

    private static Failure.Kind failureKind(IOException e) {
        return String.valueOf(e.getMessage()).contains("unreachable")
                ? Failure.Kind.NO_ROUTE
                : Failure.Kind.OTHER;
    }

    /**
     * The socket of this role, bound to the concrete local address: the wildcard would hide that
     * there is no NAT.
     */
    private synchronized TransportAddress socketFor(Question.Socket role) throws IOException {
        if (closed) {
            throw new IOException("the probe is over");
        }
        TransportAddress open = sockets.get(role);
        if (open != null) {
            return open;
        }
        InetAddress address =
                localAddress.orElseThrow(() -> new NoRouteToHostException("no local address"));
        DatagramSocket socket = new DatagramSocket(new InetSocketAddress(address, 0));
        TransportAddress local =
                new TransportAddress(address, socket.getLocalPort(), Transport.UDP);
        stack.addSocket(new IceUdpSocketWrapper(socket));
        sockets.put(role, local);
        return local;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            sockets.values().forEach(stack::removeSocket);
        }
        stack.shutDown();
        tcp.close();
    }

    /** The address the kernel would send from; connecting a UDP socket sends nothing. */
    static Optional<InetAddress> findLocalAddress(Endpoint server) {
        try (DatagramSocket socket = new DatagramSocket(null)) {
            socket.connect(server.socketAddress());
            InetAddress local = socket.getLocalAddress();
            return local.isAnyLocalAddress() ? Optional.empty() : Optional.of(local);
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static Endpoint endpoint(TransportAddress address) {
        return new Endpoint(address.getAddress(), address.getPort());
    }

    private record Transaction(
            Question question, Endpoint local, Consumer<Observation> observer, long sentAtNanos)
            implements ResponseCollector {
        @Override
        public void processResponse(StunResponseEvent event) {
            Duration elapsed = Duration.ofNanos(System.nanoTime() - sentAtNanos);
            int attempt = latestAttempt(elapsed);
            Duration roundTrip = elapsed.minusMillis(question.patience().sentAfterMs(attempt));
            observer.accept(read(event, roundTrip, attempt));
        }

        private Observation read(StunResponseEvent event, Duration roundTrip, int attempt) {
            try {
                Endpoint from = endpoint(event.getRemoteAddress());
                return BindingMessages.observation(
                        question, local, from, event.getResponse(), roundTrip, attempt);
            } catch (RuntimeException e) { // the codec throws index errors on broken attributes
                return new Failure(
                        question,
                        Failure.Kind.OTHER,
                        "an answer that can not be read: " + e.getMessage());
            }
        }

        private int latestAttempt(Duration elapsed) {
            int attempt = question.patience().sends();
            while (attempt > 1 && question.patience().sentAfterMs(attempt) > elapsed.toMillis()) {
                attempt--;
            }
            return attempt;
        }

        @Override
        public void processTimeout(StunTimeoutEvent event) {
            observer.accept(
                    new Silence(
                            question,
                            local,
                            question.patience().sends(),
                            Duration.ofNanos(System.nanoTime() - sentAtNanos)));
        }
    }
}
