package dev.webrtclab.natprobe.probe;

import dev.webrtclab.natprobe.nat.Endpoint;
import dev.webrtclab.natprobe.nat.Observation;
import dev.webrtclab.natprobe.nat.Question;
import dev.webrtclab.natprobe.nat.StunTransport;
import dev.webrtclab.natprobe.testing.ServerManner;
import dev.webrtclab.natprobe.testing.SimulatedNet;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A network whose exchanges open only when released, and whose server may change its manner between
 * exchanges.
 */
final class HeldTransport implements StunTransport {
    final CountDownLatch released = new CountDownLatch(1);
    final AtomicInteger opened = new AtomicInteger();
    private final Supplier<SimulatedNet> net;

    HeldTransport(Supplier<SimulatedNet> net) {
        this.net = net;
    }

    @Override
    public Exchange open(Endpoint server) {
        opened.incrementAndGet();
        await();
        return net.get().open(server);
    }

    private void await() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A transport that breaks its promise. */
    static StunTransport broken() {
        return _ ->
                new StunTransport.Exchange() {
                    @Override
                    public Optional<InetAddress> localAddress() {
                        throw new IllegalStateException(
                                "broken on purpose: " + ServerManner.HONEST);
                    }

                    @Override
                    public void ask(Question question, Consumer<Observation> observer) {}

                    @Override
                    public void close() {}
                };
    }
}
