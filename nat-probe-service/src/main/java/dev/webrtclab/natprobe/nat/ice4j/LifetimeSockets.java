package dev.webrtclab.natprobe.nat.ice4j;

import dev.webrtclab.natprobe.nat.Endpoint;
import dev.webrtclab.natprobe.nat.LifetimeStep;
import dev.webrtclab.natprobe.nat.LifetimeStep.Alive;
import dev.webrtclab.natprobe.nat.LifetimeStep.Expired;
import dev.webrtclab.natprobe.nat.LifetimeStep.Undecided;
import dev.webrtclab.natprobe.nat.LifetimeStep.Why;
import dev.webrtclab.natprobe.nat.LifetimeTransport;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Mappings made by real sockets; each step has sockets and a thread of its own. */
public final class LifetimeSockets implements LifetimeTransport {
    private static final int SENDS = 8;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration LAST_PAUSE = Duration.ofMillis(400);

    @Override
    public Round begin(Endpoint server, List<Duration> idleTimes, Consumer<LifetimeStep> observer) {
        Steps steps = new Steps(server);
        for (Duration idle : idleTimes) {
            Thread.ofVirtual()
                    .name("nat-lifetime-" + idle.toMillis())
                    .start(() -> steps.step(idle).ifPresent(observer));
        }
        return steps;
    }

    /** A request under way, and the last time a packet of it left or came. */
    private record Reply(Binding.@Nullable Response response, long firstSend, long lastSend) {}

    private static final class Steps implements Round {
        private final Endpoint server;
        private final Set<DatagramSocket> open = ConcurrentHashMap.newKeySet();
        private final AtomicBoolean closed = new AtomicBoolean();

        Steps(Endpoint server) {
            this.server = server;
        }

        /** Empty when closed before it was decided. */
        Optional<LifetimeStep> step(Duration planned) {
            try {
                return Optional.of(decide(planned));
            } catch (IOException e) {
                return closed.get()
                        ? Optional.empty()
                        : Optional.of(new Undecided(planned, Why.FAILED));
            }
        }

        private LifetimeStep decide(Duration planned) throws IOException {
            try (DatagramSocket idle = bind();
                    DatagramSocket asking = bind()) {
                Endpoint mapped = mapping(idle);
                if (mapped == null) {
                    return new Undecided(planned, Why.UNANSWERED);
                }
                if (mapped.equals(new Endpoint(idle.getLocalAddress(), idle.getLocalPort()))) {
                    return new Undecided(planned, Why.NO_MAPPING);
                }
                long quietSince = leaveAlone(idle, planned);
                Reply reply = ask(asking, idle, Binding.answeredAt(mapped.port()));
                if (reply.response() != null) {
                    return new Alive(planned, Duration.ofNanos(reply.firstSend() - quietSince));
                }
                return freshMappingHears(asking)
                        ? new Expired(planned, Duration.ofNanos(reply.lastSend() - quietSince))
                        : new Undecided(planned, Why.UNPROVEN);
            } finally {
                open.removeIf(DatagramSocket::isClosed);
            }
        }

        private @Nullable Endpoint mapping(DatagramSocket socket) throws IOException {
            Binding.Response response = ask(socket, socket, Binding.plain()).response();
            return response == null ? null : response.mapped();
        }

        private boolean freshMappingHears(DatagramSocket asking) throws IOException {
            try (DatagramSocket fresh = bind()) {
                Endpoint mapped = mapping(fresh);
                return mapped != null
                        && ask(asking, fresh, Binding.answeredAt(mapped.port())).response() != null;
            }
        }

        /** Waits until nothing has come for so long; the time since when, in nanoseconds. */
        private static long leaveAlone(DatagramSocket socket, Duration idle) throws IOException {
            long since = System.nanoTime();
            while (true) {
                long left = idle.toNanos() - (System.nanoTime() - since);
                if (left <= 0) {
                    return since;
                }
                if (receive(socket, left) != null) {
                    since = System.nanoTime(); // a late answer to a repeated request
                }
            }
        }

        /** Sends from one socket and waits at another for the answer. */
        private Reply ask(DatagramSocket from, DatagramSocket at, Binding request)
                throws IOException {
            byte[] bytes = request.bytes();
            long firstSend = System.nanoTime();
            long lastSend = firstSend;
            for (int send = 1; send <= SENDS; send++) {
                lastSend = System.nanoTime();
                from.send(new DatagramPacket(bytes, bytes.length, server.socketAddress()));
                long until = lastSend + (send == SENDS ? LAST_PAUSE : PAUSE).toNanos();
                for (long left = until - System.nanoTime();
                        left > 0;
                        left = until - System.nanoTime()) {
                    DatagramPacket packet = receive(at, left);
                    if (packet != null && fromServer(packet)) {
                        Binding.Response response =
                                request.response(
                                        Arrays.copyOf(packet.getData(), packet.getLength()));
                        if (response != null) {
                            return new Reply(response, firstSend, lastSend);
                        }
                    }
                }
            }
            return new Reply(null, firstSend, lastSend);
        }

        private boolean fromServer(DatagramPacket packet) {
            return packet.getSocketAddress().equals(server.socketAddress());
        }

        private static @Nullable DatagramPacket receive(DatagramSocket socket, long nanos)
                throws IOException {
            DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
            socket.setSoTimeout((int) Math.max(1, nanos / 1_000_000));
            try {
                socket.receive(packet);
                return packet;
            } catch (SocketTimeoutException e) {
                return null;
            }
        }

        private DatagramSocket bind() throws IOException {
            InetAddress local =
                    Ice4jExchange.findLocalAddress(server)
                            .orElseThrow(() -> new IOException("no route to " + server));
            DatagramSocket socket = new DatagramSocket(new InetSocketAddress(local, 0));
            open.add(socket);
            if (closed.get()) {
                socket.close();
                throw new IOException("the measurement is over");
            }
            return socket;
        }

        @Override
        public void close() {
            closed.set(true);
            open.forEach(DatagramSocket::close);
        }
    }
}
