package dev.webrtclab.mediapeer.signaling.ws;

import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Joins text fragments, within bounds, and reports whole texts and the end of the connection. */
final class TextReceiver implements WebSocket.Listener {
    private static final int MAX_TEXT = 256 * 1024;

    private final Consumer<String> received;
    private final Consumer<String> lost;
    private final StringBuilder text = new StringBuilder();

    /** Both are called on threads of the HTTP client: hand over and return. */
    TextReceiver(Consumer<String> received, Consumer<String> lost) {
        this.received = received;
        this.lost = lost;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        text.append(part);
        if (text.length() > MAX_TEXT) {
            from.abort();
            lost.accept("sent more than " + MAX_TEXT + " characters at once");
            return null;
        }
        if (last) {
            received.accept(text.toString());
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        String words = reason.replaceAll("[^\\x20-\\x7E]", "?");
        lost.accept("closed with " + code + (words.isEmpty() ? "" : " " + words));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        lost.accept(LinkFailure.reason(failure));
    }
}
