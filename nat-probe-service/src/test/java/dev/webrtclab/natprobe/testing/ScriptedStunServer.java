package dev.webrtclab.natprobe.testing;

import dev.webrtclab.natprobe.nat.Endpoint;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A STUN server of RFC 5780 on 127.0.0.1 and 127.0.0.2 with two ports each, in front of it an
 * imagined NAT: answers show the mapping this NAT would have made, and what it would filter is not
 * sent. Datagrams get lost by a seeded dice, in both directions, but never all of a transaction.
 */
public final class ScriptedStunServer implements AutoCloseable {
    private static final InetAddress A = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress B = InetAddress.ofLiteral("127.0.0.2");

    /** Of one transaction, requests and answers together; a question is sent eight times. */
    private static final int MOST_LOST = 5;

    private final NatPolicy nat;
    private final ServerManner manner;
    private final double loss;
    private final Random dice;
    private final Map<ByteBuffer, Integer> losses = new HashMap<>();
    private final Endpoint address;
    private final Endpoint other;
    private final Map<Endpoint, DatagramSocket> sockets = new LinkedHashMap<>();
    private final ServerSocket listener;
    private final List<Socket> connections = new ArrayList<>();
    private final ScheduledExecutorService answers =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
    private volatile Duration way = Duration.ZERO;

    /**
     * @param loss chance of each datagram to get lost, 0 to 1
     */
    public ScriptedStunServer(NatPolicy nat, ServerManner manner, double loss, long seed)
            throws IOException {
        this.nat = nat;
        this.manner = manner;
        this.loss = loss;
        this.dice = new Random(seed);
        ServerSocket stream = bindFirst();
        this.address = new Endpoint(A, stream.getLocalPort());
        this.other = new Endpoint(B, bindSecond());
        if (manner == ServerManner.TCP_REFUSED || manner == ServerManner.DOWN) {
            stream.close();
        }
        this.listener = stream;
        Thread.ofVirtual().start(() -> listen(stream));
        sockets.forEach((at, socket) -> Thread.ofVirtual().start(() -> serve(at, socket)));
    }

    /** An honest server that loses nothing. */
    public ScriptedStunServer(NatPolicy nat, ServerManner manner) throws IOException {
        this(nat, manner, 0, 0);
    }

    public Endpoint address() {
        return address;
    }

    /** From now on an answer over UDP takes this long. */
    public void takes(Duration roundTrip) {
        way = roundTrip;
    }

    /** One port number that is free for TCP on A and for UDP on both addresses. */
    private ServerSocket bindFirst() throws IOException {
        for (int attempt = 0; ; attempt++) {
            ServerSocket stream = new ServerSocket(0, 50, A);
            try {
                bindPair(stream.getLocalPort());
                return stream;
            } catch (IOException taken) {
                stream.close();
                if (attempt == 50) {
                    throw taken;
                }
            }
        }
    }

    /** Another port number that is free for UDP on both addresses. */
    private int bindSecond() throws IOException {
        for (int attempt = 0; ; attempt++) {
            try {
                return bindPair(0);
            } catch (IOException taken) {
                if (attempt == 50) {
                    throw taken;
                }
            }
        }
    }

    private int bindPair(int wanted) throws IOException {
        DatagramSocket onA = new DatagramSocket(new InetSocketAddress(A, wanted));
        int port = onA.getLocalPort();
        try {
            DatagramSocket onB = new DatagramSocket(new InetSocketAddress(B, port));
            sockets.put(new Endpoint(A, port), onA);
            sockets.put(new Endpoint(B, port), onB);
            return port;
        } catch (IOException taken) {
            onA.close();
            throw taken;
        }
    }

    private void listen(ServerSocket stream) {
        try {
            while (true) {
                Socket connection = stream.accept();
                synchronized (connections) {
                    connections.add(connection);
                }
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException closed) {
            // the test is over, or this server refuses connections
        }
    }

    private void serve(Socket connection) {
        try {
            byte[] request = new DataInputStream(connection.getInputStream()).readNBytes(20);
            if (manner == ServerManner.TCP_MUTE || request.length < 20) {
                return;
            }
            Endpoint client = new Endpoint(connection.getInetAddress(), connection.getPort());
            byte[] answer =
                    new StunBytes()
                            .xorMapped(client)
                            .message(StunBytes.BINDING_SUCCESS, StunBytes.transactionId(request));
            connection.getOutputStream().write(answer, 0, 7); // in two segments
            connection.getOutputStream().flush();
            connection.getOutputStream().write(answer, 7, answer.length - 7);
        } catch (IOException closed) {
            // the client has gone
        }
    }

    private void serve(Endpoint at, DatagramSocket socket) {
        DatagramPacket packet =
                new DatagramPacket(new byte[StunBytes.MAX_MESSAGE], StunBytes.MAX_MESSAGE);
        try {
            while (true) {
                socket.receive(packet);
                Endpoint client = new Endpoint(packet.getAddress(), packet.getPort());
                Endpoint mapped = nat.outward(client, at);
                byte[] request = Arrays.copyOf(packet.getData(), packet.getLength());
                if (!lost(request)) {
                    answers.schedule(
                            () -> answer(at, client, mapped, request),
                            way.toMillis(),
                            TimeUnit.MILLISECONDS);
                }
                packet.setLength(StunBytes.MAX_MESSAGE);
            }
        } catch (IOException | RejectedExecutionException closed) {
            // the test is over
        }
    }

    private void answer(Endpoint at, Endpoint client, Endpoint mapped, byte[] request) {
        int change = StunBytes.changeFlags(request);
        if (silent(at, change)) {
            return;
        }
        Endpoint from = source(at, change);
        if (lost(request) || !nat.letsIn(from, mapped)) {
            return;
        }
        byte[] id = StunBytes.transactionId(request);
        byte[] forgedId = id.clone();
        forgedId[11] ^= 1;
        switch (manner) {
            case WRONG_TRANSACTION_ID -> send(from, client, honest(from, mapped, forgedId));
            case FORGED_ANSWER_FIRST -> {
                send(from, client, honest(from, SimulatedNet.at("203.0.113.66", 666), forgedId));
                send(from, client, honest(from, mapped, id));
            }
            case WANTS_CREDENTIALS ->
                    send(
                            from,
                            client,
                            new StunBytes().error(401).message(StunBytes.BINDING_ERROR, id));
            case BROKEN_ATTRIBUTES ->
                    send(
                            from,
                            client,
                            new StunBytes().brokenAddress().message(StunBytes.BINDING_SUCCESS, id));
            case NO_MAPPED_ADDRESS ->
                    send(
                            from,
                            client,
                            new StunBytes()
                                    .otherAddress(other)
                                    .message(StunBytes.BINDING_SUCCESS, id));
            case REFUSES_CHANGE_REQUEST -> {
                byte[] refusal = new StunBytes().error(420).message(StunBytes.BINDING_ERROR, id);
                send(from, client, change == 0 ? honest(from, mapped, id) : refusal);
            }
            default -> send(from, client, honest(from, mapped, id));
        }
    }

    private boolean silent(Endpoint at, int change) {
        return switch (manner) {
            case DOWN, UDP_DROPPED -> true;
            case OTHER_ADDRESS_DEAD -> at.address().equals(B) || (change & 4) != 0;
            case SILENT_ON_CHANGE_REQUEST -> change != 0;
            default -> false;
        };
    }

    private Endpoint source(Endpoint at, int change) {
        Endpoint otherPort =
                at.withPort(at.port() == address.port() ? other.port() : address.port());
        return switch (manner) {
            case WITHOUT_RFC5780, NAMES_ITSELF, IGNORES_CHANGE_REQUEST, REFUSES_CHANGE_REQUEST ->
                    at;
            case ANSWERS_FROM_ELSEWHERE -> otherPort;
            case CHANGES_PORT_ONLY -> change == 0 ? at : otherPort;
            default -> {
                Endpoint port = (change & 2) != 0 ? otherPort : at;
                yield (change & 4) != 0
                        ? new Endpoint(at.address().equals(A) ? B : A, port.port())
                        : port;
            }
        };
    }

    private byte[] honest(Endpoint from, Endpoint mapped, byte[] id) {
        StunBytes attributes = new StunBytes().xorMapped(mapped).responseOrigin(from);
        switch (manner) {
            case WITHOUT_RFC5780 -> {}
            case NAMES_ITSELF -> attributes.otherAddress(address);
            case NAMES_OWN_OTHER_PORT -> attributes.otherAddress(address.withPort(other.port()));
            default -> attributes.otherAddress(other);
        }
        return attributes.message(StunBytes.BINDING_SUCCESS, id);
    }

    private void send(Endpoint from, Endpoint to, byte[] message) {
        DatagramSocket socket = sockets.get(from);
        if (socket == null) {
            throw new IllegalStateException("no socket at " + from);
        }
        try {
            socket.send(new DatagramPacket(message, message.length, to.socketAddress()));
        } catch (IOException closed) {
            // the test is over
        }
    }

    private synchronized boolean lost(byte[] request) {
        ByteBuffer id = ByteBuffer.wrap(StunBytes.transactionId(request));
        boolean lost = dice.nextDouble() < loss && losses.getOrDefault(id, 0) < MOST_LOST;
        if (lost) {
            losses.merge(id, 1, Integer::sum);
        }
        return lost;
    }

    @Override
    public void close() throws IOException {
        answers.shutdownNow();
        sockets.values().forEach(DatagramSocket::close);
        listener.close();
        synchronized (connections) {
            for (Socket connection : connections) {
                connection.close();
            }
        }
    }
}
