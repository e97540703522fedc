package dev.webrtclab.e2e.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The stream of events of one session, as the signaling service sends it: the past at once, then,
 * when told to, one event after the other.
 */
final class SessionPlayer implements AutoCloseable {
    private static final byte[] PREAMBLE = "retry: 60000\n\n".getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
    private final List<ObjectNode> past;
    private final CompletableFuture<OutputStream> stream = new CompletableFuture<>();

    SessionPlayer(List<ObjectNode> past) throws IOException {
        this.past = past;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(requests);
        server.createContext("/", this::open);
        server.start();
    }

    /** Where the stream is. */
    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/events";
    }

    /** Sends one event each {@code everyMs}; done when the last one was sent. */
    CompletableFuture<@Nullable Void> play(List<ObjectNode> events, long everyMs) {
        CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        OutputStream to = stream.join();
        int[] next = {0};
        ScheduledFuture<?> beat =
                pace.scheduleAtFixedRate(
                        () -> {
                            try {
                                if (next[0] < events.size()) {
                                    send(to, events.get(next[0]++));
                                } else {
                                    done.complete(null);
                                }
                            } catch (UncheckedIOException e) {
                                done.completeExceptionally(e);
                            }
                        },
                        everyMs,
                        everyMs,
                        TimeUnit.MILLISECONDS);
        return done.whenComplete((_, _) -> beat.cancel(false));
    }

    private void open(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        body.write(PREAMBLE);
        past.forEach(event -> send(body, event));
        stream.complete(body);
    }

    private static void send(OutputStream to, ObjectNode event) {
        try {
            to.write(("event: event\ndata: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
            to.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        pace.shutdownNow();
        server.stop(0);
        requests.shutdownNow();
    }
}
