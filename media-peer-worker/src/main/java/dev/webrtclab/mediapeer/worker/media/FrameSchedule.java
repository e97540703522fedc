package dev.webrtclab.mediapeer.worker.media;

/**
 * When the next frame is due. Due times lie on a fixed grid, so a late frame does not delay those
 * after it and the mean rate is exact; due times that were missed altogether are left out instead
 * of being made up for in a burst.
 */
public final class FrameSchedule {
    private final int framesPerSecond;
    private final long startNanos;
    private long next;

    /** A grid that begins now: the first frame is due at once. */
    public FrameSchedule(int framesPerSecond, long nowNanos) {
        this.framesPerSecond = framesPerSecond;
        this.startNanos = nowNanos;
    }

    /** Time until the next frame is due, in ns; zero or less: draw it. */
    public long untilDue(long nowNanos) {
        return startNanos + next * 1_000_000_000L / framesPerSecond - nowNanos;
    }

    /** Says that a frame was drawn; the next one is the first grid time that is still to come. */
    public void drawn(long nowNanos) {
        long passed = (nowNanos - startNanos) * framesPerSecond / 1_000_000_000L;
        next = Math.max(next, passed) + 1;
    }
}
