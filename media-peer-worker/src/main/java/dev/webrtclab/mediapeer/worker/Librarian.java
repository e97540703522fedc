package dev.webrtclab.mediapeer.worker;

import dev.webrtclab.mediapeer.worker.source.SourceException;
import dev.webrtclab.mediapeer.worker.source.SourceListing;
import dev.webrtclab.mediapeer.worker.source.SourceProblem;
import dev.webrtclab.mediapeer.worker.source.Sources;
import dev.webrtclab.protocol.link.SourceInfo;
import dev.webrtclab.protocol.worker.WorkerEvent;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells what can be shown, at first when it is asked and then at each change, and makes thumbnails.
 * Looks into files on a thread of its own.
 */
final class Librarian implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Librarian.class.getName());
    private static final long SECONDS_BETWEEN_LOOKS = 5;
    private static final int MOST_WAITING = 16;
    private static final int LONGEST_THUMBNAIL = 64 * 1024;
    private static final int LONGEST_LABEL = 128;
    private static final int LONGEST_PROBLEM = 256;

    private final Sources sources;
    private final Consumer<WorkerEvent> events;
    private final ScheduledThreadPoolExecutor executor =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().name("library").daemon(true).factory());

    // of the thread
    private boolean asked;
    private @Nullable List<SourceInfo> told;

    Librarian(Sources sources, Consumer<WorkerEvent> events) {
        this.sources = sources;
        this.events = events;
    }

    /** Tells the list soon, and again whenever it changed. */
    void list() {
        run(
                () -> {
                    told = null;
                    look();
                    if (!asked) {
                        asked = true;
                        executor.scheduleWithFixedDelay(
                                guarded(this::look),
                                SECONDS_BETWEEN_LOOKS,
                                SECONDS_BETWEEN_LOOKS,
                                TimeUnit.SECONDS);
                    }
                });
    }

    private void look() {
        List<SourceInfo> now =
                sources.list().stream().limit(SourceInfo.MOST).map(Librarian::info).toList();
        if (!now.equals(told)) {
            told = now;
            events.accept(new WorkerEvent.Sources(now));
        }
    }

    /** Makes a small picture of a source and tells it. */
    void thumbnail(String source) {
        if (executor.getQueue().size() >= MOST_WAITING) {
            events.accept(
                    new WorkerEvent.Thumbnail(source, null, "too many pictures are asked for"));
            return;
        }
        run(() -> events.accept(thumbnailOf(source)));
    }

    private WorkerEvent thumbnailOf(String source) {
        try {
            byte[] jpeg = sources.thumbnail(source);
            return jpeg.length * 4 / 3 > LONGEST_THUMBNAIL
                    ? new WorkerEvent.Thumbnail(source, null, "its small picture is too large")
                    : new WorkerEvent.Thumbnail(
                            source, Base64.getEncoder().encodeToString(jpeg), null);
        } catch (SourceException e) {
            return new WorkerEvent.Thumbnail(source, null, e.problem().detail());
        } catch (RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.ERROR, "no thumbnail", e);
            return new WorkerEvent.Thumbnail(source, null, "no small picture can be made of it");
        }
    }

    static SourceInfo info(SourceListing listing) {
        SourceProblem problem = listing.problem();
        return new SourceInfo(
                listing.id(),
                cut(listing.label(), LONGEST_LABEL),
                switch (listing.kind()) {
                    case PATTERN -> SourceInfo.Kind.PATTERN;
                    case TONE -> SourceInfo.Kind.TONE;
                    case FILE -> SourceInfo.Kind.FILE;
                    case CAMERA -> SourceInfo.Kind.CAMERA;
                },
                listing.durationMs(),
                listing.width(),
                listing.height(),
                listing.framesPerSecond(),
                problem == null ? (Boolean) listing.hasAudio() : null,
                listing.kind() == SourceListing.Kind.FILE && listing.hasPicture(),
                problem == null ? null : cut(problem.detail(), LONGEST_PROBLEM));
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) : text;
    }

    private void run(Runnable task) {
        try {
            executor.execute(guarded(task));
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "a question came after the end");
        }
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (Throwable t) {
                LOG.log(System.Logger.Level.ERROR, "the sources were not looked at", t);
            }
        };
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
