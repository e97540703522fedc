package dev.webrtclab.e2e.matrix;

import dev.webrtclab.e2e.Lab;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A port of this machine's loopback that leads to Chromium's debugging port in a container. The
 * container has no published port, and the host no address in its network: bytes go through {@code
 * docker exec}.
 */
final class DebuggingPort implements AutoCloseable {
    private static final String INSIDE = "TCP:127.0.0.1:9222,retry=240,interval=0.25";

    private final String container;
    private final ServerSocket listener;
    private final Set<Process> pipes = ConcurrentHashMap.newKeySet();

    private DebuggingPort(String container, ServerSocket listener) {
        this.container = container;
        this.listener = listener;
    }

    static DebuggingPort of(String container) {
        try {
            DebuggingPort port =
                    new DebuggingPort(
                            container, new ServerSocket(0, 16, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().name("debugging-port").start(port::accept);
            return port;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Playwright connects to. */
    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> lead(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void lead(Socket client) {
        try (client) {
            Process pipe =
                    new ProcessBuilder("docker", "exec", "-i", container, "socat", "-", INSIDE)
                            .directory(Lab.root().toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            pipes.add(pipe);
            Thread there = Thread.ofVirtual().start(() -> copy(client, pipe.getOutputStream()));
            pipe.getInputStream().transferTo(client.getOutputStream());
            pipe.destroy();
            pipes.remove(pipe);
            there.interrupt();
        } catch (IOException e) {
            // one end is gone, which ends the other
        }
    }

    private static void copy(Socket from, OutputStream to) {
        byte[] bytes = new byte[16 * 1024];
        try (to) {
            InputStream in = from.getInputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                to.write(bytes, 0, count);
                to.flush();
            }
        } catch (IOException e) {
            // one end is gone, which ends the other
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            pipes.forEach(Process::destroy);
        }
    }
}
