package dev.webrtclab.natprobe.nat.ice4j;

import dev.webrtclab.natprobe.nat.Endpoint;
import dev.webrtclab.natprobe.nat.Observation;
import dev.webrtclab.natprobe.nat.Patience;
import dev.webrtclab.natprobe.nat.Question;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.message.Message;
import org.ice4j.message.MessageFactory;
import org.ice4j.message.Request;
import org.ice4j.message.Response;
import org.ice4j.stack.StunStack;

/**
 * One exchange over UDP and TCP with ourselves on the loopback address, and a beginning of TLS.
 * Loading the library takes some tenths of a second, which would otherwise be reported as the first
 * round trip.
 */
final class WarmUp {
    private static final Patience ONCE = new Patience(1, Duration.ofSeconds(1));

    private WarmUp() {}

    /**
     * @throws IOException when this machine has no usable loopback address
     */
    static void run() throws IOException {
        SecureSockets.warmUp();
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (DatagramSocket udp = new DatagramSocket(0, loopback);
                ServerSocket tcp = new ServerSocket(0, 1, loopback)) {
            Thread.ofVirtual().start(() -> quietly(() -> answer(udp)));
            ask(Question.Test.MAPPING_PRIMARY, new Endpoint(loopback, udp.getLocalPort()));
            Thread.ofVirtual().start(() -> quietly(() -> answer(tcp)));
            ask(Question.Test.TCP, new Endpoint(loopback, tcp.getLocalPort()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void ask(Question.Test test, Endpoint server) throws InterruptedException {
        BlockingQueue<Observation> observed = new LinkedBlockingQueue<>();
        try (Ice4jExchange exchange = new Ice4jExchange(server)) {
            exchange.ask(new Question(test, server, ONCE, 1), observed::add);
            observed.poll(3, TimeUnit.SECONDS);
        }
    }

    private static void answer(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
        socket.receive(packet);
        byte[] request = Arrays.copyOf(packet.getData(), packet.getLength());
        byte[] response = response(request, packet.getAddress(), packet.getPort());
        socket.send(new DatagramPacket(response, response.length, packet.getSocketAddress()));
    }

    private static void answer(ServerSocket listener) throws IOException {
        try (Socket socket = listener.accept()) {
            byte[] request = new DataInputStream(socket.getInputStream()).readNBytes(20);
            socket.getOutputStream()
                    .write(response(request, socket.getInetAddress(), socket.getPort()));
            socket.getInputStream().readAllBytes(); // until the other side closes
        }
    }

    private static byte[] response(byte[] bytes, InetAddress address, int port) throws IOException {
        try {
            Request request = (Request) Message.decode(bytes, 0, bytes.length);
            TransportAddress mapped = new TransportAddress(address, port, Transport.UDP);
            Response response = MessageFactory.createBindingResponse(request, mapped);
            response.setTransactionID(request.getTransactionID());
            return response.encode(new StunStack());
        } catch (org.ice4j.StunException e) {
            throw new IOException(e);
        }
    }

    private static void quietly(Action action) {
        try {
            action.run();
        } catch (IOException e) {
            // the exchange is over and its sockets are closed
        }
    }

    private interface Action {
        void run() throws IOException;
    }
}
