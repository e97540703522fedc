package dev.webrtclab.natprobe.turn.net;

import dev.webrtclab.natprobe.nat.Endpoint;
import dev.webrtclab.natprobe.turn.Ask;
import dev.webrtclab.natprobe.turn.Event;
import dev.webrtclab.natprobe.turn.ice4j.TurnMessages;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The peer behind the relay: a UDP socket of our own that sends back what carries this check's
 * token, and answers nobody else.
 */
final class EchoPeer implements AutoCloseable {
    static final int TOKEN_BYTES = 16;

    private static final int LONGEST = 2048;
    private static final List<Duration> STUN_PAUSES =
            List.of(Duration.ofMillis(150), Duration.ofMillis(300), Duration.ofMillis(450));

    private final DatagramSocket socket;
    private final Endpoint local;
    private final byte[] token = new byte[TOKEN_BYTES];
    private final AtomicInteger echoed = new AtomicInteger();
    private final BlockingQueue<byte[]> others = new LinkedBlockingQueue<>(64);

    /**
     * @param server decides from which local address: that of the route to it
     */
    EchoPeer(Endpoint server) throws IOException {
        new SecureRandom().nextBytes(token);
        try (DatagramSocket route = new DatagramSocket()) {
            route.connect(server.socketAddress());
            socket = new DatagramSocket(new InetSocketAddress(route.getLocalAddress(), 0));
        }
        local = new Endpoint(socket.getLocalAddress(), socket.getLocalPort());
        Thread.ofVirtual().name("turn-echo-peer").start(this::serve);
    }

    Endpoint local() {
        return local;
    }

    /** What this check's datagrams start with. */
    byte[] token() {
        return token.clone();
    }

    /** Datagrams that came with the token. */
    int echoed() {
        return echoed.get();
    }

    private void serve() {
        try {
            DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
            while (true) {
                packet.setLength(LONGEST);
                socket.receive(packet);
                if (Arrays.equals(packet.getData(), 0, TOKEN_BYTES, token, 0, TOKEN_BYTES)) {
                    echoed.incrementAndGet();
                    socket.send(packet);
                } else {
                    others.offer(Arrays.copyOf(packet.getData(), packet.getLength()));
                }
            }
        } catch (IOException e) {
            // closed: the check is over
        }
    }

    /** Sends the token unasked, so that NATs and port filters between here and the relay open. */
    void hello(Endpoint relayed) {
        try {
            socket.send(new DatagramPacket(token, TOKEN_BYTES, relayed.socketAddress()));
        } catch (IOException e) {
            // no route to the relayed address: then nothing arrives, and that is what the check
            // tells
        }
    }

    /** This socket's address as a STUN server sees it, null when it does not answer. */
    @Nullable Endpoint askMapped(TurnMessages codec, Endpoint server) throws InterruptedException {
        TurnMessages.Encoded request = codec.encode(new Ask.Bind());
        for (Duration pause : STUN_PAUSES) {
            try {
                socket.send(
                        new DatagramPacket(
                                request.bytes(), request.bytes().length, server.socketAddress()));
            } catch (IOException e) {
                return null;
            }
            long until = System.nanoTime() + pause.toNanos();
            byte[] bytes;
            while ((bytes = others.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS)) != null) {
                Optional<Event> answer = codec.answer(bytes, request);
                if (answer.isPresent()) {
                    return answer.get() instanceof Event.Granted granted ? granted.mapped() : null;
                }
            }
        }
        return null;
    }

    @Override
    public void close() {
        socket.close();
    }
}
