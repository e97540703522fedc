package dev.webrtclab.natprobe.turn.net;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A connection to one server that carries whole STUN messages. One thread sends and takes. */
interface Wire extends AutoCloseable {
    void send(byte[] message) throws IOException;

    /**
     * The next message from the server, null when none came in time.
     *
     * @throws IOException when the connection ended or the other host refused a datagram
     */
    @Nullable Frame take(Duration atMost) throws IOException, InterruptedException;

    /** Whether a lost message has to be sent again by us. */
    boolean lossy();

    @Override
    void close();

    /** One message and when it arrived, by {@link System#nanoTime}. */
    record Frame(byte[] bytes, long atNanos) {}
}
