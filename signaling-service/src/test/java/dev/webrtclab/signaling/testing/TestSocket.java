package dev.webrtclab.signaling.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A WebSocket client that keeps what it hears; every wait is bounded. */
public final class TestSocket implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;

    private TestSocket(URI uri, String... headers) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder().connectTimeout(PATIENCE);
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        this.socket = builder.buildAsync(uri, this).join();
    }

    /** Opens {@code path} of the service under test; {@code base} is its http URL. */
    public static TestSocket open(URI base, String path, String... headers) {
        return new TestSocket(URI.create("ws://localhost:" + base.getPort() + path), headers);
    }

    /** Status of the refused upgrade, or 101. */
    public static int upgradeStatus(URI base, String path, String... headers) {
        try (TestSocket _ = open(base, path, headers)) {
            return 101;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
    }

    /** Sends a text; single quotes stand for double ones. */
    public TestSocket send(String text) {
        return sendRaw(text.replace('\'', '"'));
    }

    /** Sends a text as it is. */
    public TestSocket sendRaw(String text) {
        socket.sendText(text, true).join();
        return this;
    }

    /** Sends a text unless the connection is over already; single quotes stand for double ones. */
    public void trySend(String text) {
        socket.sendText(text.replace('\'', '"'), true).exceptionally(e -> null).join();
    }

    /** Whether the other side closed it, as far as that is known here. */
    public boolean isClosed() {
        return closed.isDone();
    }

    /** Sends a binary message. */
    public TestSocket sendBinary(byte[] data) {
        socket.sendBinary(ByteBuffer.wrap(data), true).join();
        return this;
    }

    /** The next message of that type; others before it are dropped. */
    public JsonNode await(String type) {
        return await(type, PATIENCE);
    }

    /** The same with another patience. */
    public JsonNode await(String type, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            JsonNode message = poll(end - System.nanoTime());
            if (message == null) {
                throw new AssertionError("no " + type + " within " + patience);
            }
            if (message.path("type").asText().equals(type)) {
                return message;
            }
        }
    }

    /** The next message, whatever it is but lab_status. */
    public JsonNode next() {
        while (true) {
            JsonNode message = poll(PATIENCE.toNanos());
            if (message == null) {
                throw new AssertionError("nothing within " + PATIENCE);
            }
            if (!message.path("type").asText().equals("lab_status")) {
                return message;
            }
        }
    }

    /**
     * Everything heard until the answer to a question sent now: the way to know that something was
     * not said, without waiting.
     */
    public List<JsonNode> heardUntilNow() {
        long id = System.nanoTime();
        send("{'type':'clock','id':" + id + ",'sent_at':1}");
        List<JsonNode> before = new ArrayList<>();
        while (true) {
            JsonNode message = next();
            if (message.path("type").asText().equals("clock")
                    && message.path("id").asLong() == id) {
                return before;
            }
            before.add(message);
        }
    }

    private @Nullable JsonNode poll(long nanos) {
        try {
            return heard.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The code with which the other side closed. */
    public int awaitClose() {
        return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Says goodbye. */
    @Override
    public void close() {
        if (!socket.isOutputClosed()) {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(e -> null).join();
        }
    }

    /** Breaks the connection. */
    public void abort() {
        socket.abort();
    }

    @Override
    public void onOpen(WebSocket opened) {
        opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            try {
                heard.add(MAPPER.readTree(partial.toString()));
            } catch (JsonProcessingException e) {
                throw new AssertionError(e);
            }
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete(1006);
    }
}
