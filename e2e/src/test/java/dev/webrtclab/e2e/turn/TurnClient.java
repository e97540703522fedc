package dev.webrtclab.e2e.turn;

import dev.webrtclab.e2e.turn.Stun.Request;
import dev.webrtclab.e2e.turn.Stun.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One client of a TURN server: one UDP socket, so at most one allocation, which ends when this is
 * closed.
 */
final class TurnClient implements AutoCloseable {
    static final byte UDP = 17;
    static final byte TCP = 6;

    private static final int FIRST_CHANNEL = 0x4000;
    private static final int PATIENCE_MS = 500;
    private static final int TRIES = 8;
    private static final int UNAUTHORIZED = 401;
    private static final int STALE_NONCE = 438;

    private final DatagramSocket socket;
    private final Credential credential;
    private String realm = "";
    private String nonce = "";
    private int nextChannel = FIRST_CHANNEL;
    private boolean allocated;

    TurnClient(InetSocketAddress server, Credential credential) {
        try {
            socket = new DatagramSocket();
            socket.connect(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.credential = credential;
    }

    Response binding() {
        return exchange(new Request(Stun.BINDING));
    }

    /** What a stranger is answered. */
    Response allocateWithoutCredential() {
        return exchange(strangersRequest());
    }

    static Request strangersRequest() {
        return new Request(Stun.ALLOCATE)
                .with(Stun.REQUESTED_TRANSPORT, UDP, (byte) 0, (byte) 0, (byte) 0);
    }

    Response allocate() {
        return allocate(UDP, Optional.empty());
    }

    /**
     * @param transport {@link #UDP} or {@link #TCP}
     * @param family 1 for IPv4, 2 for IPv6 (RFC 8656 §18.9)
     */
    Response allocate(byte transport, Optional<Byte> family) {
        Response response =
                authenticated(
                        Stun.ALLOCATE,
                        request -> {
                            request.with(
                                    Stun.REQUESTED_TRANSPORT,
                                    transport,
                                    (byte) 0,
                                    (byte) 0,
                                    (byte) 0);
                            family.ifPresent(
                                    which ->
                                            request.with(
                                                    Stun.REQUESTED_ADDRESS_FAMILY,
                                                    which,
                                                    (byte) 0,
                                                    (byte) 0,
                                                    (byte) 0));
                            return request;
                        });
        allocated = response.code() == 0;
        return response;
    }

    /** Wants the allocation to live so long from now; 0 ends it. */
    Response refresh(int seconds) {
        byte[] lifetime = ByteBuffer.allocate(4).putInt(seconds).array();
        return authenticated(Stun.REFRESH, request -> request.with(Stun.LIFETIME, lifetime));
    }

    /** One request for all of them. */
    Response permit(byte[]... peers) {
        return authenticated(
                Stun.CREATE_PERMISSION,
                request -> {
                    for (byte[] peer : peers) {
                        request.withPeer(peer, 0);
                    }
                    return request;
                });
    }

    /** Binds a channel that was not used before. */
    Response bindChannel(byte[] peer, int port) {
        int channel = nextChannel++;
        byte[] number = ByteBuffer.allocate(4).putShort((short) channel).array();
        return authenticated(
                Stun.CHANNEL_BIND,
                request -> request.with(Stun.CHANNEL_NUMBER, number).withPeer(peer, port));
    }

    /** Send indication: nothing answers it. */
    void sendTo(byte[] peer, int port, String text) {
        send(new Request(Stun.SEND).withPeer(peer, port).with(Stun.DATA, text).bytes());
    }

    /** ChannelData on the channel that was bound, or refused, last: nothing answers it. */
    void sendOnChannel(String text) {
        byte[] data = text.getBytes(StandardCharsets.UTF_8);
        send(
                ByteBuffer.allocate(4 + data.length)
                        .putShort((short) (nextChannel - 1))
                        .putShort((short) data.length)
                        .put(data)
                        .array());
    }

    /** Sends all at once, and counts what arrives until so long after the last answer. */
    List<Response> flood(List<Request> requests, int quietMs) {
        requests.forEach(request -> send(request.bytes()));
        List<Response> answers = new ArrayList<>();
        for (Optional<byte[]> next = receive(quietMs); next.isPresent(); next = receive(quietMs)) {
            answers.add(Response.parse(next.get()));
        }
        return answers;
    }

    private Response authenticated(int method, UnaryOperator<Request> fill) {
        if (nonce.isEmpty()) {
            learn(allocateWithoutCredential());
        }
        Response response = exchange(signed(method, fill));
        if (response.code() == STALE_NONCE) {
            learn(response);
            response = exchange(signed(method, fill));
        }
        return response;
    }

    private void learn(Response challenge) {
        if (challenge.code() != UNAUTHORIZED && challenge.code() != STALE_NONCE) {
            throw new IllegalStateException("a stranger was answered with " + challenge);
        }
        realm = challenge.text(Stun.REALM);
        nonce = challenge.text(Stun.NONCE);
    }

    private Request signed(int method, UnaryOperator<Request> fill) {
        return fill.apply(new Request(method))
                .with(Stun.USERNAME, credential.username())
                .with(Stun.REALM, realm)
                .with(Stun.NONCE, nonce)
                .signed(credential.username(), realm, credential.password());
    }

    private Response exchange(Request request) {
        for (int i = 0; i < TRIES; i++) {
            send(request.bytes());
            Optional<byte[]> answer = receive(PATIENCE_MS);
            while (answer.isPresent() && !request.isAnsweredBy(answer.get())) {
                answer = receive(PATIENCE_MS);
            }
            if (answer.isPresent()) {
                return Response.parse(answer.get());
            }
        }
        throw new IllegalStateException("no answer from " + socket.getRemoteSocketAddress());
    }

    private Optional<byte[]> receive(int patienceMs) {
        try {
            DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
            socket.setSoTimeout(patienceMs);
            socket.receive(packet);
            return Optional.of(Arrays.copyOf(packet.getData(), packet.getLength()));
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void send(byte[] datagram) {
        try {
            socket.send(new DatagramPacket(datagram, datagram.length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (allocated) {
            refresh(0);
        }
        socket.close();
    }
}
