package dev.webrtclab.signaling.room.ws;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.Refusal;
import dev.webrtclab.signaling.SignalingConfig;
import dev.webrtclab.signaling.ops.SignalingMetrics;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** How a client is told no, and when a no is the last word. */
@Singleton
final class Refusals {
    private static final Logger LOG = Logger.getLogger(Refusals.class);

    /** Refusals that a correct client never earns. */
    private static final Set<ErrorCode> VIOLATIONS =
            EnumSet.of(
                    ErrorCode.MALFORMED_JSON,
                    ErrorCode.UNKNOWN_TYPE,
                    ErrorCode.INVALID_MESSAGE,
                    ErrorCode.NOT_JOINED,
                    ErrorCode.ALREADY_JOINED,
                    ErrorCode.RESUME_REFUSED,
                    ErrorCode.DESCRIPTION_REFUSED,
                    ErrorCode.CANDIDATE_REFUSED);

    private final SignalingConfig config;
    private final SignalingMetrics metrics;

    Refusals(SignalingConfig config, SignalingMetrics metrics) {
        this.config = config;
        this.metrics = metrics;
    }

    /** Answers one message with a refusal; too many invalid ones end the connection. */
    void refuse(SocketClient client, Refusal refusal, @Nullable String inReplyTo) {
        refuse(client, refusal, inReplyTo, null);
    }

    /** The same for a message that has an id. */
    void refuse(
            SocketClient client,
            Refusal refusal,
            @Nullable String inReplyTo,
            @Nullable String messageId) {
        LOG.debugf("refused: %s", refusal.code().slug());
        metrics.refused(refusal.code());
        client.refuse(refusal, inReplyTo, messageId);
        if (VIOLATIONS.contains(refusal.code())
                && client.violated() >= config.limits().violations()) {
            end(
                    client,
                    ErrorCode.PROTOCOL_VIOLATION,
                    config.limits().violations() + " messages of this connection were invalid");
        }
    }

    /** Refuses and closes the connection with the code that belongs to it. */
    void end(SocketClient client, ErrorCode code, String detail) {
        metrics.refused(code);
        client.refuse(new Refusal(code, detail), null, null);
        client.close(code);
    }
}
