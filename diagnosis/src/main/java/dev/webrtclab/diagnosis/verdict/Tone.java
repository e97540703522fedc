package dev.webrtclab.diagnosis.verdict;

import java.util.Locale;

/** How a verdict sounds. */
public enum Tone {
    GOOD,
    /** It works, and something should be known or mended. */
    WARN,
    BAD,
    /** It is still under way. */
    BUSY,
    /** Nobody wants anything any more. */
    QUIET,
    /** What was observed does not decide. */
    UNKNOWN;

    /** The word on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
