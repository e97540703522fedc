package dev.webrtclab.natprobe.nat.ice4j;

import dev.webrtclab.natprobe.nat.ChangeRequest;
import dev.webrtclab.natprobe.nat.Endpoint;
import dev.webrtclab.natprobe.nat.Observation;
import dev.webrtclab.natprobe.nat.Observation.Failure;
import dev.webrtclab.natprobe.nat.Observation.Silence;
import dev.webrtclab.natprobe.nat.Question;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.ice4j.StunException;
import org.ice4j.message.Message;
import org.ice4j.message.Request;
import org.ice4j.stack.StunStack;
import org.ice4j.stack.TransactionID;

/**
 * Binding requests over TCP, or TLS over it (RFC 8489 §6.2.2: the length in the header frames the
 * message). Connections are started one after the other until one is answered, because the kernel
 * repeats a lost SYN only after a second. ice4j frames TCP as RFC 4571 asks for ICE, so these
 * sockets are our own and only its codec is used.
 */
final class StunOverTcp implements AutoCloseable {
    private static final int HEADER_BYTES = 20;
    private static final int LONGEST_MESSAGE = 2048;

    private final StunStack codec;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    StunOverTcp(StunStack codec) {
        this.codec = codec;
    }

    void ask(Question question, Consumer<Observation> observer) {
        Thread.ofVirtual()
                .name("stun-tcp")
                .start(
                        () -> {
                            try {
                                observer.accept(staggered(question));
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }

    private Observation staggered(Question question) throws InterruptedException {
        BlockingQueue<Observation> results = new LinkedBlockingQueue<>();
        AtomicBoolean connected = new AtomicBoolean();
        long start = System.nanoTime();
        for (int attempt = 1; attempt <= question.patience().sends() && !closed.get(); attempt++) {
            int number = attempt;
            Thread.ofVirtual()
                    .name("stun-tcp-" + attempt)
                    .start(() -> results.add(attempt(question, number, connected)));
            Observation result =
                    results.poll(pauseAfter(question, attempt).toMillis(), TimeUnit.MILLISECONDS);
            if (result != null) {
                return result;
            }
        }
        return connected.get()
                ? new Failure(
                        question,
                        Failure.Kind.CONNECTED_WITHOUT_ANSWER,
                        "no answer over the connection")
                : new Silence(
                        question,
                        null,
                        question.patience().sends(),
                        Duration.ofNanos(System.nanoTime() - start));
    }

    /**
     * From one attempt to the next, so that a stall of this process takes nothing from the rest.
     */
    private static Duration pauseAfter(Question question, int attempt) {
        Duration until =
                attempt == question.patience().sends()
                        ? question.patience().total()
                        : Duration.ofMillis(question.patience().sentAfterMs(attempt + 1));
        return until.minusMillis(question.patience().sentAfterMs(attempt));
    }

    private Observation attempt(Question question, int number, AtomicBoolean connected) {
        long start = System.nanoTime();
        try (Socket socket = new Socket()) {
            open.add(socket);
            if (closed.get()) {
                throw new IOException("the probe is over");
            }
            socket.setTcpNoDelay(true);
            socket.connect(question.server().socketAddress());
            connected.set(true);
            if (question.test().overTls()) {
                return exchange(question, number, start, SecureSockets.over(socket));
            }
            return exchange(question, number, start, socket);
        } catch (IOException
                | StunException
                | RuntimeException e) { // the codec throws index errors on broken bytes
            return new Failure(question, kind(e, connected.get()), String.valueOf(e.getMessage()));
        }
    }

    private Observation exchange(Question question, int number, long start, Socket socket)
            throws IOException, StunException {
        Request request = BindingMessages.request(ChangeRequest.NONE);
        byte[] id = TransactionID.createNewTransactionID().getBytes();
        request.setTransactionID(id);
        socket.getOutputStream().write(request.encode(codec));
        Message response = read(new DataInputStream(socket.getInputStream()), id);
        return BindingMessages.observation(
                question,
                new Endpoint(socket.getLocalAddress(), socket.getLocalPort()),
                question.server(),
                response,
                Duration.ofNanos(System.nanoTime() - start),
                number);
    }

    private static Failure.Kind kind(Exception e, boolean connected) {
        String message = String.valueOf(e.getMessage());
        if (connected) {
            return Failure.Kind.CONNECTED_WITHOUT_ANSWER;
        }
        if (e instanceof NoRouteToHostException || message.contains("unreachable")) {
            return Failure.Kind.NO_ROUTE;
        }
        return message.contains("refused") ? Failure.Kind.CONNECTION_REFUSED : Failure.Kind.OTHER;
    }

    /**
     * The first message with this transaction id; others on the same connection are passed over.
     */
    private static Message read(DataInputStream in, byte[] id) throws IOException, StunException {
        while (true) {
            byte[] header = in.readNBytes(HEADER_BYTES);
            if (header.length < HEADER_BYTES) {
                throw new IOException("the connection ended before an answer");
            }
            int length = ByteBuffer.wrap(header).getShort(2) & 0xffff;
            if (length > LONGEST_MESSAGE) {
                throw new IOException("an answer of " + length + " bytes is no Binding response");
            }
            byte[] message = Arrays.copyOf(header, HEADER_BYTES + length);
            in.readFully(message, HEADER_BYTES, length);
            if (Arrays.equals(Arrays.copyOfRange(header, 8, HEADER_BYTES), id)) {
                return Message.decode(message, 0, message.length);
            }
        }
    }

    @Override
    public void close() {
        closed.set(true);
        for (Socket socket : open) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
