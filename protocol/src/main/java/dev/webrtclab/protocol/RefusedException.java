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
        this(new Refusal(code, detail));
    }

    /** This refusal. */
    public RefusedException(Refusal refusal) {
        super(refusal.code().slug() + ": " + refusal.detail(), null, false, false);
        this.refusal = refusal;
    }

    /** The refusal carried. */
    public Refusal refusal() {
        return Objects.requireNonNull(refusal);
    }
}
