package dev.webrtclab.protocol.guard;

/** A candidate line that passed {@link CandidateGuard}; there is no other way to make one. */
public final class GuardedCandidate {
    private final String text;

    GuardedCandidate(String text) {
        this.text = text;
    }

    /** The line, unchanged; empty = end of candidates. */
    public String text() {
        return text;
    }

    /** Whether this is the end-of-candidates mark. */
    public boolean isEndOfCandidates() {
        return text.isEmpty();
    }

    /**
     * Whether the address is a {@code .local} name that only the browser's own link can resolve.
     */
    public boolean isHiddenByBrowser() {
        return text.toLowerCase(java.util.Locale.ROOT).contains(".local ");
    }
}
