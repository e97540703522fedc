package dev.webrtclab.protocol.clock;

import dev.webrtclab.protocol.clock.Lateness.Late;

/** What one thread did between the moments at which it told something. Without a clock. */
final class Waits {
    /** From a message to the line about it, measured on an idle thread: nine of ten are sooner. */
    static final double LEAST_MS = 0.5;

    /** Longer waits were over before what is told now. */
    static final double MOST_MS = 100;

    /** Nobody leaves something unread for longer. */
    static final double MOST_UNREAD_MS = 2000;

    /** A thread that rested this long had read all that had come in. */
    static final double REST_MS = 0.5;

    private Reading last = new Reading(0, 0, 0, 0);
    private double busyMs;

    /**
     * The counters of a thread at one moment; only their growth counts.
     *
     * @param nanos the moment
     * @param ranNanos for which the thread ran on a processor
     * @param waitedNanos for which it was ready to run and did not
     * @param collectedMs that the garbage collectors took
     */
    record Reading(long nanos, long ranNanos, long waitedNanos, long collectedMs) {}

    /** It tells something now. */
    Late tells(Reading now) {
        double waiting =
                Math.max(0, now.waitedNanos() - last.waitedNanos()) / 1e6 + collecting(now);
        double working = Math.max(0, now.ranNanos() - last.ranNanos()) / 1e6 + waiting;
        double passed = passed(now);
        boolean rested = passed - working > REST_MS;
        // The counters are not read at one moment: what waited may seem longer than what passed.
        busyMs = rested ? working : busyMs + Math.max(passed, working);
        last = now;
        return new Late(
                Math.min(LEAST_MS + waiting, MOST_MS), Math.min(LEAST_MS + busyMs, MOST_UNREAD_MS));
    }

    /** It did one piece of work since the last moment, whatever it waited for meanwhile. */
    void worked(Reading now) {
        busyMs += passed(now);
        last = now;
    }

    private double passed(Reading now) {
        return (now.nanos() - last.nanos()) / 1e6;
    }

    /** The collectors count whole milliseconds. */
    private double collecting(Reading now) {
        long more = now.collectedMs() - last.collectedMs();
        return more > 0 ? more + 1 : 0;
    }
}
