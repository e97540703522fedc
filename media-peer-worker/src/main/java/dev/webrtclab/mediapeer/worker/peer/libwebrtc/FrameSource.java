package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import dev.webrtclab.mediapeer.worker.media.ColorBars;
import dev.webrtclab.mediapeer.worker.media.FrameSchedule;
import dev.webrtclab.mediapeer.worker.media.FrameStamp;
import dev.webrtclab.mediapeer.worker.media.I420Image;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Draws the test pattern for everybody: each frame once, however many watch, and none while nobody
 * does. Its thread is the only one that makes, pushes and releases frames. A frame gets memory of
 * its own because encoders keep it for as long as they need it.
 */
final class FrameSource implements AutoCloseable {
    static final int WIDTH = 640;
    static final int HEIGHT = 480;
    static final int FRAMES_PER_SECOND = 30;

    private static final System.Logger LOG = System.getLogger(FrameSource.class.getName());
    private static final long CLOSE_MILLIS = 1000;

    private final CustomVideoSource source;
    private final ColorBars pattern = new ColorBars(WIDTH, HEIGHT);
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean watched;
    private boolean hurried;
    private boolean closed;
    private long frame;

    FrameSource(CustomVideoSource source) {
        this.source = source;
        thread = Thread.ofPlatform().name("frames").daemon(true).start(this::run);
    }

    /** Whether anybody watches. */
    void watched(boolean now) {
        change(() -> watched = now);
    }

    /** Draws a frame at once if anybody watches. */
    void showNow() {
        change(() -> hurried = true);
    }

    /** Stops and waits until no frame is on its way. */
    @Override
    public void close() {
        change(() -> closed = true);
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        FrameSchedule schedule = new FrameSchedule(FRAMES_PER_SECOND, System.nanoTime());
        try {
            while (awaitDue(schedule)) {
                push();
                schedule.drawn(System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the next frame's time; {@code false}: the end. */
    private boolean awaitDue(FrameSchedule schedule) throws InterruptedException {
        lock.lock();
        try {
            while (!closed) {
                long wait = schedule.untilDue(System.nanoTime());
                if (watched && (hurried || wait <= 0)) {
                    hurried = false;
                    return true;
                }
                if (watched) {
                    changed.awaitNanos(wait);
                } else {
                    hurried = false;
                    changed.await();
                }
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void push() {
        try {
            NativeI420Buffer buffer = NativeI420Buffer.allocate(WIDTH, HEIGHT);
            VideoFrame shown = new VideoFrame(buffer, System.nanoTime());
            try {
                pattern.draw(new FrameStamp(frame, System.currentTimeMillis()), image(buffer));
                source.pushFrame(shown);
                frame = frame + 1 & 0xFFFF_FFFFL;
            } finally {
                shown.release();
            }
        } catch (Throwable t) {
            LOG.log(System.Logger.Level.ERROR, "a frame was not shown", t);
        }
    }

    private static I420Image image(NativeI420Buffer buffer) {
        return new I420Image(
                WIDTH,
                HEIGHT,
                buffer.getDataY(),
                buffer.getStrideY(),
                buffer.getDataU(),
                buffer.getStrideU(),
                buffer.getDataV(),
                buffer.getStrideV());
    }
}
