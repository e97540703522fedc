package dev.webrtclab.mediapeer.worker.peer;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much one connection may tell of what there can be very much of: many at once while it is set
 * up, few later, so that ten minutes of a call stay far below two megabytes. What is left out is
 * counted.
 */
final class EvidenceBudget {
    /** As many as this at once. */
    static final int BURST = 900;

    /** And one more each time this has passed. */
    static final Duration STEP = Duration.ofMillis(500);

    private @Nullable Moment filledAt;
    private double left = BURST;
    private int omitted;

    /** Whether one more may be told; else it is counted. */
    boolean allows(Moment now) {
        if (filledAt == null) {
            filledAt = now;
        } else if (now.nanos() > filledAt.nanos()) {
            double earned = (double) (now.nanos() - filledAt.nanos()) / STEP.toNanos();
            left = Math.min(BURST, left + earned);
            filledAt = now;
        }
        if (left < 1) {
            omitted++;
            return false;
        }
        left--;
        return true;
    }

    /** Counts what was lost before it came here. */
    void lost(int count) {
        omitted += count;
    }

    /** What was left out since the last call. */
    int takeOmitted() {
        int taken = omitted;
        omitted = 0;
        return taken;
    }
}
