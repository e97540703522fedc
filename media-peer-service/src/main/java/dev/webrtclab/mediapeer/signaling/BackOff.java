package dev.webrtclab.mediapeer.signaling;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Pauses between attempts: the first is random up to 300 ms, so that many services do not come back
 * in one instant; the ceiling grows by 1.7 up to 2 s, and each pause lies in its upper half. Not
 * thread-safe.
 */
public final class BackOff {
    private static final double FIRST_MS = 300;
    private static final double FACTOR = 1.7;
    private static final double MOST_MS = 2000;

    private final DoubleSupplier random;
    private int attempts;

    /**
     * @param random values from 0 to 1
     */
    public BackOff(DoubleSupplier random) {
        this.random = random;
    }

    /** How long to wait before the next attempt. */
    public Duration next() {
        double chance = random.getAsDouble();
        double ceiling = Math.min(MOST_MS, FIRST_MS * Math.pow(FACTOR, attempts));
        double pause = attempts == 0 ? ceiling * chance : ceiling * (0.5 + chance / 2);
        attempts++;
        return Duration.ofMillis(Math.round(pause));
    }

    /** The last attempt succeeded. */
    public void succeeded() {
        attempts = 0;
    }
}
