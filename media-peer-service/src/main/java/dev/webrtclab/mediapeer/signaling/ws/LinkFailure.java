package dev.webrtclab.mediapeer.signaling.ws;

import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Why a link could not be made, in one sentence for the health page. */
final class LinkFailure {
    private LinkFailure() {}

    static String reason(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof WebSocketHandshakeException refused) {
            int status = refused.getResponse().statusCode();
            return status == 401 || status == 403
                    ? "the signaling service refuses the token (HTTP " + status + ")"
                    : "the signaling service answers HTTP " + status;
        }
        if (cause == null) {
            return "unknown reason";
        }
        String message = cause.getMessage();
        return cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }
}
