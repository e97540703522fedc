package dev.webrtclab.natprobe.turn.net;

import dev.webrtclab.natprobe.nat.Endpoint;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** STUN in datagrams. The socket is connected: the kernel drops what others send. */
final class UdpWire implements Wire {
    private static final int LONGEST = 2048;

    private final DatagramSocket socket = new DatagramSocket();
    private final Arrivals arrivals = new Arrivals();

    UdpWire(Endpoint server) throws IOException {
        try {
            socket.connect(server.socketAddress());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        arrivals.readFrom(this::read, "turn-udp");
    }

    private byte[] read() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
        socket.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    @Override
    public void send(byte[] message) throws IOException {
        socket.send(new DatagramPacket(message, message.length));
    }

    @Override
    public @Nullable Frame take(Duration atMost) throws IOException, InterruptedException {
        return arrivals.take(atMost);
    }

    @Override
    public boolean lossy() {
        return true;
    }

    @Override
    public void close() {
        socket.close();
    }
}
