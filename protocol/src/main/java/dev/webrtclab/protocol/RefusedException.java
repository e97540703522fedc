package dev.webrtclab.protocol;

import java.util.Objects;

/**
 * Carries a {@link Refusal} to the border of a service, where it becomes an error message or a
 * problem document.
 */
public final class RefusedException extends Exception {
    private final transient Refusal refusal;

    /** A refusal with its case. */
    public RefusedException(ErrorCode code, String detail) {
        super(code.slug() + ": " + detail, null, false, false);
        this.refusal = new Refusal(code, detail);
    }

    /** The refusal carried. */
    public Refusal refusal() {
        return Objects.requireNonNull(refusal);
    }
}
