package dev.webrtclab.diagnosis.verdict.rules;

import java.util.Optional;

/**
 * One explanation of a call. It decides from what was measured and never from the outcome alone;
 * what it needs is said at each rule. Without that evidence it finds nothing.
 */
@FunctionalInterface
public interface Rule {
    /** What it finds. */
    Optional<Finding> look(Call call);
}
