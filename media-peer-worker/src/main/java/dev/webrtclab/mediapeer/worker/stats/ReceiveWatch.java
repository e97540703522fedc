package dev.webrtclab.mediapeer.worker.stats;

import java.time.Duration;

/**
 * Notices that nothing arrives from a viewer any more. A viewer that is there answers consent
 * checks (RFC 7675) and sends receiver reports at least every second, so silence means that it
 * vanished. Counters may restart (another pair, an ICE restart): any change counts as an arrival. A
 * pause of our own process is not taken for silence: a gap between two observations starts the
 * watch anew.
 */
public final class ReceiveWatch {
    /**
     * Silence between two observations of the same counters. Observations are a second apart, so a
     * viewer is given up 3.6 to 5 s after its last packet.
     */
    public static final Duration SILENCE = Duration.ofMillis(3600);

    private static final long LONGEST_GAP = Duration.ofMillis(2500).toNanos();

    private long arrivals;
    private long changedAt;
    private long observedAt;

    /** A watch that begins now. */
    public ReceiveWatch(long nowNanos) {
        changedAt = nowNanos;
        observedAt = nowNanos;
        arrivals = -1;
    }

    /**
     * Takes one observation.
     *
     * @param count see {@link StatsSnapshot#arrivals()}
     * @return whether the viewer vanished
     */
    public boolean vanished(long count, long nowNanos) {
        if (count != arrivals || nowNanos - observedAt > LONGEST_GAP) {
            arrivals = count;
            changedAt = nowNanos;
        }
        observedAt = nowNanos;
        return nowNanos - changedAt >= SILENCE.toNanos();
    }
}
