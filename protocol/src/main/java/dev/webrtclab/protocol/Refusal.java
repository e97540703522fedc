package dev.webrtclab.protocol;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An ordinary negative outcome as a value.
 *
 * @param code which rule decided
 * @param detail this case, in one sentence, safe to show and to log: never carries the refused text
 *     itself
 * @param retryAfter after how long the same would be taken; null where nobody can say
 */
public record Refusal(ErrorCode code, String detail, @Nullable Duration retryAfter) {
    public Refusal {
        Objects.requireNonNull(code);
        Objects.requireNonNull(detail);
    }

    /** A refusal whose end nobody can foretell. */
    public Refusal(ErrorCode code, String detail) {
        this(code, detail, null);
    }
}
