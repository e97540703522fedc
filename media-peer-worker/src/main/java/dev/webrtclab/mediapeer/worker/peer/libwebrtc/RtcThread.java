package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one thread that calls libwebrtc and owns the sessions. A platform thread: native frames would
 * pin a virtual one. Tasks run in the order they were given; a task that fails is logged and does
 * not stop those after it. Only frames are drawn and pushed elsewhere, see {@link FrameSource};
 * sound is pushed {@link #between} tasks.
 */
public final class RtcThread implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RtcThread.class.getName());

    private static final long MOST_WAIT_MILLIS = 200;

    private final ReentrantLock busy = new ReentrantLock(true);
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

    /**
     * Runs a short task on the calling thread while no task of this thread runs, unless that takes
     * too long. For sound, which is of no use when it is late.
     */
    void between(Runnable task) {
        try {
            if (busy.tryLock(MOST_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                try {
                    task.run();
                } finally {
                    busy.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Runnable caught(Runnable task) {
        return () -> {
            busy.lock();
            try {
                task.run();
            } catch (Throwable t) {
                LOG.log(System.Logger.Level.ERROR, "a task of the rtc thread failed", t);
            } finally {
                busy.unlock();
            }
        };
    }
}
