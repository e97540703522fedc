package dev.webrtclab.mediapeer.worker.source;

/**
 * Where a recording is: it goes on with the time while it is asked, and stands still while nobody
 * asks, so that nobody misses what was shown to no one.
 */
public final class Playhead {
    /** A longer gap between two questions is a time when nobody watched. */
    static final long LONGEST_GAP_NANOS = 1_500_000_000;

    private long positionNanos;
    private long askedNanos;
    private boolean asked;

    /** Asks: the position at this time, in ns; time since the last question has gone by. */
    public long advance(long nowNanos) {
        if (asked) {
            long gap = nowNanos - askedNanos;
            if (gap > 0 && gap <= LONGEST_GAP_NANOS) {
                positionNanos += gap;
            }
        }
        asked = true;
        askedNanos = nowNanos;
        return positionNanos;
    }

    /** The position at the last question, in ns. */
    public long position() {
        return positionNanos;
    }

    /** Goes on from another position. */
    public void moveTo(long newPositionNanos, long nowNanos) {
        positionNanos = newPositionNanos;
        askedNanos = nowNanos;
        asked = true;
    }
}
