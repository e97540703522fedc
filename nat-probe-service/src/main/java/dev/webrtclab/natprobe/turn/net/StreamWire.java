package dev.webrtclab.natprobe.turn.net;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** STUN over TCP or TLS: the length in the header frames the message (RFC 8489 §6.2.2). */
final class StreamWire implements Wire {
    private static final int HEADER_BYTES = 20;
    private static final int LONGEST = 4096;

    private final Socket socket;
    private final Arrivals arrivals = new Arrivals();

    /**
     * @param socket connected, for TLS after the handshake
     */
    StreamWire(Socket socket) throws IOException {
        this.socket = socket;
        DataInputStream in = new DataInputStream(socket.getInputStream());
        arrivals.readFrom(() -> read(in), "turn-stream");
    }

    private static byte[] read(DataInputStream in) throws IOException {
        byte[] header = in.readNBytes(HEADER_BYTES);
        if (header.length < HEADER_BYTES) {
            throw new IOException("the connection ended");
        }
        int length = ByteBuffer.wrap(header).getShort(2) & 0xffff;
        if ((header[0] & 0xc0) != 0 || length > LONGEST) {
            throw new IOException("what came is no STUN");
        }
        byte[] message = Arrays.copyOf(header, HEADER_BYTES + length);
        in.readFully(message, HEADER_BYTES, length);
        return message;
    }

    @Override
    public void send(byte[] message) throws IOException {
        socket.getOutputStream().write(message);
        socket.getOutputStream().flush();
    }

    @Override
    public @Nullable Frame take(Duration atMost) throws IOException, InterruptedException {
        return arrivals.take(atMost);
    }

    @Override
    public boolean lossy() {
        return false;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
