package dev.webrtclab.e2e.turn;

import static org.awaitility.Awaitility.await;

import dev.webrtclab.e2e.Lab;
import dev.webrtclab.e2e.natlab.Containers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A computer on the relay's network that writes down each datagram, one line each. */
record Canary(String container, String address) {
    static final int PORT = 40_000;

    private static final String LISTEN =
            """
            use IO::Socket::INET; $| = 1;
            my $socket = IO::Socket::INET->new(LocalPort => %d, Proto => "udp") or die;
            print "listens\\n";
            while ($socket->recv(my $text, 2048)) { print "$text\\n"; }
            """
                    .formatted(PORT);

    static Canary start(String address) {
        String container =
                Containers.run("canary-" + address)
                        .with("--network", Containers.name("internet"), "--ip", address, "--init")
                        .with("--cap-drop=ALL", "--no-healthcheck", "--entrypoint=perl")
                        .of(Relay.IMAGE, "-e", LISTEN);
        Canary canary = new Canary(container, address);
        await("canary listens")
                .atMost(Relay.STARTED)
                .until(() -> canary.heard().contains("listens"));
        return canary;
    }

    /** What arrived, up to a datagram that is sent to it now, without any relay. */
    List<String> heardUntilNow() {
        String last = "straight, " + System.nanoTime();
        byte[] bytes = last.getBytes(StandardCharsets.UTF_8);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(
                    new DatagramPacket(bytes, bytes.length, new InetSocketAddress(address, PORT)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("canary hears what is sent straight").until(() -> heard().contains(last));
        return heard().stream().filter(line -> line.startsWith("relayed")).toList();
    }

    private List<String> heard() {
        return Lab.docker("logs", container).lines().toList();
    }
}
