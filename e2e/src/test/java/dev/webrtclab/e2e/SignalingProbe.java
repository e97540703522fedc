package dev.webrtclab.e2e;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client of {@code /ws} that sends any text and waits for what comes back. */
final class SignalingProbe implements AutoCloseable, WebSocket.Listener {
    private static final long PATIENCE_SECONDS = 10;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private @Nullable WebSocket socket;

    static SignalingProbe open() {
        SignalingProbe probe = new SignalingProbe();
        probe.socket =
                CLIENT.newWebSocketBuilder()
                        .buildAsync(URI.create(Lab.PAGE.replace("http", "ws") + "ws"), probe)
                        .join();
        return probe;
    }

    void send(String text) {
        java.util.Objects.requireNonNull(socket).sendText(text, true).join();
    }

    /** Sends and gives back the next message. */
    String ask(String text) {
        send(text);
        return next();
    }

    /** Sends and gives back the next message of a type. */
    String askUntil(String text, String type) {
        send(text);
        String message = next();
        while (!message.contains("\"type\":\"" + type + "\"")) {
            message = next();
        }
        return message;
    }

    int closeCode() {
        return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    private String next() {
        try {
            String message = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("no message came");
            }
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(
            WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            received.add(partial.toString());
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(
            WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }

    @Override
    public void close() {
        java.util.Objects.requireNonNull(socket).abort();
    }
}
