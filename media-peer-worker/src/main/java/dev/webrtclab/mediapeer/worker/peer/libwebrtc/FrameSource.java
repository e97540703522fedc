package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import dev.webrtclab.mediapeer.worker.media.FrameSchedule;
import dev.webrtclab.mediapeer.worker.media.I420Image;
import dev.webrtclab.mediapeer.worker.source.MediaSource;
import dev.webrtclab.mediapeer.worker.source.MediaSource.Outcome;
import dev.webrtclab.mediapeer.worker.source.PatternSource;
import dev.webrtclab.mediapeer.worker.source.SourceProblem;
import dev.webrtclab.mediapeer.worker.source.SourceSpec;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Draws a source for everybody who watches one screen: each frame once, however many watch, and
 * none while nobody does. Its thread is the only one that uses and closes the source, so that a
 * file that is slow to decode holds up nobody else. One that fails gives way to the pattern.
 */
final class FrameSource implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(FrameSource.class.getName());
    private static final long CLOSE_MILLIS = 1000;
    private static final int BLOCKS_PER_SECOND = MediaSource.SAMPLE_RATE / MediaSource.BLOCK;
    private static final int MOST_CHANGES = 64;

    private final NativeScreen screen;
    private final Listener listener;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Runnable> changes = new ArrayDeque<>();
    private boolean watched;
    private boolean hurried;
    private boolean closed;
    private volatile long positionMs;

    // of the thread
    private @Nullable MediaSource source;
    private FrameSchedule pictures = new FrameSchedule(1, 0);
    private FrameSchedule sounds = new FrameSchedule(BLOCKS_PER_SECOND, 0);
    private final short[] block = new short[MediaSource.BLOCK];
    private boolean over;

    /** Told on the thread of the frames. */
    interface Listener {
        /** The source came to its end; its last picture stays. */
        void ended(String source);

        /** The source failed; the pattern is shown instead. */
        void failed(String source, SourceProblem problem, MediaSource instead);
    }

    private enum Turn {
        CHANGE,
        PICTURE,
        SOUND,
        END
    }

    FrameSource(NativeScreen screen, Listener listener) {
        this.screen = screen;
        this.listener = listener;
        thread =
                Thread.ofPlatform().name("frames-" + screen.number()).daemon(true).start(this::run);
    }

    /** Shows another source and closes the one before; {@code null}: shows nothing. */
    void show(@Nullable MediaSource next) {
        change(() -> changes.add(() -> use(next)));
    }

    /** Goes to another position of the source. */
    void seek(long toMs) {
        change(
                () ->
                        changes.add(
                                () -> {
                                    if (source != null) {
                                        source.seek(toMs, System.nanoTime());
                                        over = false;
                                    }
                                }));
    }

    /** Whether the end of the source is followed by its beginning. */
    void loop(boolean again) {
        change(
                () ->
                        changes.add(
                                () -> {
                                    if (source != null) {
                                        source.loop(again);
                                    }
                                }));
    }

    /** Where the source is, in ms. */
    long positionMs() {
        return positionMs;
    }

    /** Whether anybody watches. */
    void watched(boolean now) {
        change(() -> watched = now);
    }

    /** Draws a frame at once if anybody watches. */
    void showNow() {
        change(() -> hurried = true);
    }

    /** Stops, waits until no frame is on its way, and closes the source. */
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
            if (changes.size() < MOST_CHANGES) {
                change.run();
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (true) {
                switch (await()) {
                    case CHANGE -> applyChange();
                    case PICTURE -> {
                        draw();
                        pictures.drawn(System.nanoTime());
                    }
                    case SOUND -> {
                        play();
                        sounds.drawn(System.nanoTime());
                    }
                    case END -> {
                        use(null);
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Turn await() throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                if (closed) {
                    return Turn.END;
                }
                if (!changes.isEmpty()) {
                    return Turn.CHANGE;
                }
                if (!watched || source == null) {
                    hurried = false;
                    changed.await();
                    continue;
                }
                long now = System.nanoTime();
                long picture = pictures.untilDue(now);
                long sound = source.hasAudio() ? sounds.untilDue(now) : Long.MAX_VALUE;
                if (sound <= 0 && sound <= picture) {
                    return Turn.SOUND;
                }
                if (hurried || picture <= 0) {
                    hurried = false;
                    return Turn.PICTURE;
                }
                changed.awaitNanos(Math.min(picture, sound));
            }
        } finally {
            lock.unlock();
        }
    }

    private void applyChange() {
        Runnable change;
        lock.lock();
        try {
            change = changes.poll();
        } finally {
            lock.unlock();
        }
        if (change != null) {
            guarded("a source was not changed", change);
        }
    }

    private void use(@Nullable MediaSource next) {
        MediaSource former = source;
        source = next;
        over = false;
        if (next != null) {
            long now = System.nanoTime();
            pictures = new FrameSchedule(next.shape().framesPerSecond(), now);
            sounds = new FrameSchedule(BLOCKS_PER_SECOND, now);
        }
        if (former != null) {
            guarded("a source was not closed", former::close);
        }
    }

    private void draw() {
        MediaSource shown = source;
        if (shown == null) {
            return;
        }
        try {
            screen.push(
                    shown.shape().width(),
                    shown.shape().height(),
                    image -> isWorthShowing(shown, image));
        } catch (Throwable t) {
            LOG.log(System.Logger.Level.ERROR, "a frame was not shown", t);
        }
        positionMs = shown == source ? shown.positionMs(System.nanoTime()) : 0;
    }

    private boolean isWorthShowing(MediaSource shown, I420Image image) {
        Outcome outcome;
        try {
            outcome = shown.draw(image, System.nanoTime());
        } catch (RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.ERROR, "a source failed", e);
            outcome = new Outcome.Failed(new SourceProblem.Undecodable("it can not be decoded"));
        }
        return switch (outcome) {
            case Outcome.Drawn() -> {
                over = false;
                yield true;
            }
            case Outcome.Ended() -> {
                if (!over) {
                    over = true;
                    listener.ended(shown.id());
                }
                yield true;
            }
            case Outcome.Failed(var problem) -> {
                MediaSource instead =
                        new PatternSource(SourceSpec.STANDARD, System::currentTimeMillis);
                use(instead);
                listener.failed(shown.id(), problem, instead);
                yield false;
            }
        };
    }

    private void play() {
        MediaSource shown = source;
        if (shown == null) {
            return;
        }
        guarded(
                "sound was not played",
                () -> {
                    if (!shown.play(block, System.nanoTime())) {
                        // the sound goes on in time, or its later parts would come too soon
                        Arrays.fill(block, (short) 0);
                    }
                    screen.push(block);
                });
    }

    private static void guarded(String problem, Runnable task) {
        try {
            task.run();
        } catch (Throwable t) {
            LOG.log(System.Logger.Level.ERROR, problem, t);
        }
    }
}
