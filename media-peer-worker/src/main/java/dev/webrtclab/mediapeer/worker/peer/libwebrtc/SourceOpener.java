package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import dev.webrtclab.mediapeer.worker.source.MediaSource;
import dev.webrtclab.mediapeer.worker.source.SourceException;
import dev.webrtclab.mediapeer.worker.source.SourceProblem;
import dev.webrtclab.mediapeer.worker.source.SourceSpec;
import dev.webrtclab.mediapeer.worker.source.Sources;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Opens sources one after the other on a thread of its own; tells on the {@link RtcThread}. Those
 * that nobody wants any more are closed on another thread, as opening one may wait for that.
 */
final class SourceOpener implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SourceOpener.class.getName());
    private static final int MOST_WAITING = 64;

    private final Sources sources;
    private final RtcThread thread;
    private final ThreadPoolExecutor opening = executor("sources");
    private final ThreadPoolExecutor closing = executor("sources-closing");

    SourceOpener(Sources sources, RtcThread thread) {
        this.sources = sources;
        this.thread = thread;
    }

    private static ThreadPoolExecutor executor(String name) {
        return new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                Thread.ofPlatform().name(name).daemon(true).factory());
    }

    /** Opens a source; one of both is told, later. */
    void open(SourceSpec spec, Consumer<MediaSource> opened, Consumer<SourceProblem> failed) {
        run(
                opening,
                () -> {
                    try {
                        MediaSource source = sources.open(spec);
                        thread.execute(() -> opened.accept(source));
                    } catch (SourceException e) {
                        thread.execute(() -> failed.accept(e.problem()));
                    } catch (Throwable t) {
                        LOG.log(System.Logger.Level.ERROR, "a source was not opened", t);
                        thread.execute(
                                () ->
                                        failed.accept(
                                                new SourceProblem.Undecodable(
                                                        "it can not be opened")));
                    }
                },
                () ->
                        thread.execute(
                                () ->
                                        failed.accept(
                                                new SourceProblem.Unavailable(
                                                        "too many sources are being opened"))));
    }

    /** Closes a source that nobody wants any more. */
    void close(MediaSource source) {
        run(closing, source::close, source::close);
    }

    private static void run(ThreadPoolExecutor executor, Runnable task, Runnable refused) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            refused.run();
        }
    }

    @Override
    public void close() {
        opening.shutdownNow();
        closing.shutdown();
    }
}
