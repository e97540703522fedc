package dev.webrtclab.protocol;

import java.util.Objects;

/**
 * An ordinary negative outcome as a value.
 *
 * @param code which rule decided
 * @param detail this case, in one sentence, safe to show and to log: never carries the refused text
 *     itself
 */
public record Refusal(ErrorCode code, String detail) {
    public Refusal {
        Objects.requireNonNull(code);
        Objects.requireNonNull(detail);
    }
}
