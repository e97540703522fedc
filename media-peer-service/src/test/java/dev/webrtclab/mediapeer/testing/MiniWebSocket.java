package dev.webrtclab.mediapeer.testing;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Server side of one WebSocket (RFC 6455): as much as a test needs, and nothing shared with the
 * application that runs in the same JVM.
 */
final class MiniWebSocket implements Closeable {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    private MiniWebSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** Answers the upgrade; {@code null} when the authorization is not the expected one. */
    static @Nullable MiniWebSocket accept(Socket socket, String authorization) throws IOException {
        var opened = new MiniWebSocket(socket);
        Map<String, String> headers = opened.readHeaders();
        if (!authorization.equals(headers.get("authorization"))) {
            opened.write("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
            socket.close();
            return null;
        }
        opened.write(
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: "
                        + proof(headers.getOrDefault("sec-websocket-key", ""))
                        + "\r\n\r\n");
        return opened;
    }

    /** The next text, or {@code null} when the connection ended. */
    @Nullable String next() throws IOException {
        var text = new ByteArrayOutputStream();
        while (true) {
            int first;
            try {
                first = in.readUnsignedByte();
            } catch (EOFException e) {
                return null;
            }
            byte[] payload = readPayload();
            switch (first & 0x0F) {
                case CLOSE -> {
                    return null;
                }
                case PING -> send(PONG, payload);
                case PONG -> {}
                default -> {
                    text.writeBytes(payload);
                    if ((first & 0x80) != 0) {
                        return text.toString(StandardCharsets.UTF_8);
                    }
                }
            }
        }
    }

    void send(String text) throws IOException {
        send(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a close frame and ends the connection. */
    void close(int code) throws IOException {
        send(CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
        try {
            socket.shutdownOutput();
        } catch (SocketException e) {
            if (!socket.isClosed()) { // by the other thread, when the client was quick to answer
                throw e;
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private synchronized void send(int opcode, byte[] payload) throws IOException {
        var frame = new ByteArrayOutputStream();
        frame.write(0x80 | opcode);
        if (payload.length < 126) {
            frame.write(payload.length);
        } else {
            frame.write(126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        }
        frame.writeBytes(payload);
        out.write(frame.toByteArray());
        out.flush();
    }

    private byte[] readPayload() throws IOException {
        int length = in.readUnsignedByte() & 0x7F;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = Math.toIntExact(in.readLong());
        }
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes(length);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return payload;
    }

    private Map<String, String> readHeaders() throws IOException {
        var headers = new HashMap<String, String>();
        var line = new StringBuilder();
        while (true) {
            int c = in.read();
            if (c == '\n') {
                String whole = line.toString().strip();
                line.setLength(0);
                if (whole.isEmpty()) {
                    return headers;
                }
                int colon = whole.indexOf(':');
                if (colon > 0) {
                    headers.put(
                            whole.substring(0, colon).toLowerCase(Locale.ROOT),
                            whole.substring(colon + 1).strip());
                }
            } else if (c < 0) {
                throw new EOFException("no request");
            } else {
                line.append((char) c);
            }
        }
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String proof(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1")
                            .digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
