package dev.webrtclab.mediapeer.testing;

import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.json.WireJson;
import dev.webrtclab.protocol.link.PeerToSignaling;
import dev.webrtclab.protocol.link.SignalingToPeer;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The signaling service's end of the link: records what arrives, sends what it is told. */
public final class ScriptedSignaling implements AutoCloseable {
    public static final String TOKEN = "0123456789abcdef";

    /** How far the lab clock is ahead of ours. */
    public static final double OFFSET_MS = 100_000;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final WireJson<PeerToSignaling> IN = WireJson.of(PeerToSignaling.class);
    private static final WireJson<SignalingToPeer> OUT = WireJson.of(SignalingToPeer.class);

    private final BlockingQueue<PeerToSignaling> received = new LinkedBlockingQueue<>();
    private volatile @Nullable ServerSocket server;
    private volatile @Nullable MiniWebSocket socket;
    private volatile boolean mute;
    private int port;

    /** Listens, on the same port as before if there was one. */
    public ScriptedSignaling start() {
        try {
            var listening = new ServerSocket();
            listening.setReuseAddress(true);
            listening.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            port = listening.getLocalPort();
            server = listening;
            Thread.ofVirtual().start(() -> listen(listening));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Where it listens. */
    public URI url() {
        return URI.create("ws://127.0.0.1:" + port + "/internal/media-peers");
    }

    /** Ends the listener and its connection without a goodbye. */
    public void stop() {
        close(server);
        close(socket);
        server = null;
        socket = null;
    }

    /** Takes questions about the clock without answering them. */
    public void mute(boolean muted) {
        mute = muted;
    }

    /** Closes the present connection with a code. */
    public void kick(int code) {
        try {
            connection().close(code);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends one message on the present connection. */
    public void send(SignalingToPeer message) {
        sendText(OUT.encode(message));
    }

    /** Sends any text on the present connection. */
    public void sendText(String text) {
        try {
            connection().send(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next message of a kind; others before it are left out. */
    public <T extends PeerToSignaling> T next(Class<T> kind) {
        return next(kind, _ -> true);
    }

    /** The next message of a kind with a property; others before it are left out. */
    public <T extends PeerToSignaling> T next(Class<T> kind, Predicate<T> wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (true) {
                PeerToSignaling message =
                        received.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (message == null) {
                    throw new AssertionError("no " + kind.getSimpleName() + " came");
                }
                if (kind.isInstance(message) && wanted.test(kind.cast(message))) {
                    return kind.cast(message);
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        stop();
    }

    private static void close(@Nullable Closeable open) {
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private MiniWebSocket connection() {
        MiniWebSocket open = socket;
        if (open == null) {
            throw new IllegalStateException("nobody is connected");
        }
        return open;
    }

    private void listen(ServerSocket listening) {
        while (true) {
            try {
                Socket accepted = listening.accept();
                Thread.ofVirtual().start(() -> serve(accepted));
            } catch (SocketException e) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket accepted) {
        try (accepted) {
            MiniWebSocket opened = MiniWebSocket.accept(accepted, "Bearer " + TOKEN);
            if (opened != null) {
                socket = opened;
                for (String text = opened.next(); text != null; text = opened.next()) {
                    heard(opened, text);
                }
            }
        } catch (IOException e) {
            if (server != null && !accepted.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void heard(MiniWebSocket from, String text) throws IOException {
        PeerToSignaling message;
        try {
            message = IN.decode(text);
        } catch (RefusedException e) {
            throw new IllegalStateException(text, e);
        }
        if (message instanceof PeerToSignaling.Clock(var id, var sentAt) && !mute) {
            double now = System.currentTimeMillis() + OFFSET_MS;
            from.send(OUT.encode(new SignalingToPeer.Clock(id, sentAt, now, now)));
        }
        received.add(message);
    }
}
