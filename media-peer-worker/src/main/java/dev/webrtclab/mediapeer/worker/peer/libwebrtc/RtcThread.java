package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that calls libwebrtc and owns the sessions. A platform thread: native frames would
 * pin a virtual one. Tasks run in the order they were given; a task that fails is logged and does
 * not stop those after it. Only frames are drawn elsewhere, see {@link FrameSource}.
 */
public final class RtcThread implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RtcThread.class.getName());

    private final ScheduledThreadPoolExecutor executor;

    /** Starts the thread. */
    public RtcThread() {
        executor =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().name("rtc").daemon(true).factory());
        executor.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
        executor.setRemoveOnCancelPolicy(true);
    }

    /** Runs a task after those already given; does nothing after {@link #close}. */
    public void execute(Runnable task) {
        later(Duration.ZERO, task);
    }

    /** Runs a task after a while. */
    public void later(Duration after, Runnable task) {
        try {
            executor.schedule(caught(task), after.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "a task came after the end");
        }
    }

    /** Runs a task again and again; a round that comes late is not made up for. */
    public void every(Duration period, Runnable task) {
        executor.scheduleWithFixedDelay(
                caught(task), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Takes no more tasks; those already given still run. */
    @Override
    public void close() {
        executor.shutdown();
    }

    private static Runnable caught(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (Throwable t) {
                LOG.log(System.Logger.Level.ERROR, "a task of the rtc thread failed", t);
            }
        };
    }
}
