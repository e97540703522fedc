package dev.webrtclab.natprobe.nat;

import java.time.Duration;

/**
 * How often a request is sent and how long the last one is waited for before silence counts as the
 * answer. The first pause lasts 50 ms, each further one at most {@code longestPause}.
 *
 * @param sends datagrams in all, or connection attempts for TCP
 * @param longestPause longest time between two sends, and the wait after the last one
 */
public record Patience(int sends, Duration longestPause) {
    /** The pause after the first send, in milliseconds; it doubles up to {@link #longestPause}. */
    public static final int FIRST_PAUSE_MS = 50;

    /**
     * Eight sends, silence after 400 ms. Where every tenth datagram is lost in each direction a
     * wrong silence has a chance of 0.19^8, about two in a million.
     */
    static final Patience SHORT = new Patience(8, Duration.ofMillis(50));

    /** Eight sends, silence after 1.05 s: decides that UDP does not pass at all. */
    static final Patience LONG = new Patience(8, Duration.ofMillis(150));

    /**
     * Eight staggered connections, given up 1.05 s after the first: one lost SYN costs a second in
     * the kernel.
     */
    static final Patience CONNECT = new Patience(8, Duration.ofMillis(150));

    public Patience {
        if (sends < 1 || longestPause.toMillis() < 1) {
            throw new IllegalArgumentException("at least one send and 1 ms between sends");
        }
    }

    /**
     * Patience for a path that needs {@code roundTrip}: all sends but the last have time for their
     * answer.
     */
    static Patience forRoundTrip(Duration roundTrip) {
        long pause = Math.clamp(roundTrip.toMillis() / 2 + 10, SHORT.longestPause.toMillis(), 1000);
        return SHORT.suffices(roundTrip)
                ? SHORT
                : new Patience(SHORT.sends, Duration.ofMillis(pause));
    }

    /** Whether at least six sends have time for their answer, or all when there are fewer. */
    boolean suffices(Duration roundTrip) {
        int decisive = Math.min(6, sends);
        return total().toMillis() - sentAfterMs(decisive) >= roundTrip.toMillis();
    }

    /** Time from the first send until silence is the answer. */
    public Duration total() {
        long total = 0;
        long pause = FIRST_PAUSE_MS;
        for (int send = 0; send < sends; send++) {
            total += pause;
            pause = Math.min(longestPause.toMillis(), 2 * pause);
        }
        return Duration.ofMillis(total);
    }

    /** Milliseconds from the first send to send number {@code attempt} (1 is the first). */
    public long sentAfterMs(int attempt) {
        return attempt == 1 ? 0 : new Patience(attempt - 1, longestPause).total().toMillis();
    }
}
