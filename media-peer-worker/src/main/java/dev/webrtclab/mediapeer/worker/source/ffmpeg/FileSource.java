package dev.webrtclab.mediapeer.worker.source.ffmpeg;

import dev.webrtclab.mediapeer.worker.media.I420Image;
import dev.webrtclab.mediapeer.worker.source.MediaSource;
import dev.webrtclab.mediapeer.worker.source.Playhead;
import dev.webrtclab.mediapeer.worker.source.Shape;
import dev.webrtclab.mediapeer.worker.source.SourceException;
import dev.webrtclab.mediapeer.worker.source.SourceProblem;
import dev.webrtclab.mediapeer.worker.source.SourceSpec;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.jspecify.annotations.Nullable;

/**
 * A media file, decoded as it is shown: at most one picture ahead, two seconds of sound, and 16 MiB
 * of packets. A machine that is too slow for the file shows fewer pictures, then plays it slower.
 */
final class FileSource implements MediaSource {
    /** Longest work for one picture, or one block of sound. */
    private static final long BUDGET_NANOS = 40_000_000;

    /** Longest work for the first picture of another position. */
    private static final long SEEK_BUDGET_NANOS = 400_000_000;

    /** Further behind than this, time waits for the decoder. */
    private static final long MOST_BEHIND_NANOS = 1_000_000_000;

    private final String id;
    private final Shape shape;
    private final Container container;
    private final Packets packets;
    private final @Nullable VideoReader video;
    private final @Nullable AudioReader audio;
    private final Canvas canvas;
    private final Playhead head = new Playhead();
    private boolean again = true;
    private boolean moved = true;
    private boolean heard;
    private boolean shownSomething;
    private boolean ended;

    private FileSource(SourceSpec spec, Container container, Tracks tracks) {
        this.id = spec.id();
        this.shape = spec.shape(container.shape());
        this.container = container;
        this.packets = tracks.packets();
        this.video = tracks.video();
        this.audio = tracks.audio();
        this.canvas = new Canvas(shape.width(), shape.height());
    }

    private record Tracks(
            Packets packets, @Nullable VideoReader video, @Nullable AudioReader audio) {}

    /**
     * Opens a file and finds its decoders.
     *
     * @param clock the machine's time, ns: what work may cost is measured by it
     * @throws SourceException when it can not be shown
     */
    static FileSource open(Path file, SourceSpec spec, LongSupplier clock) throws SourceException {
        Container container = Container.open(file);
        try {
            return new FileSource(spec, container, tracks(container, clock));
        } catch (SourceException | RuntimeException e) {
            container.close();
            throw e;
        }
    }

    private static Tracks tracks(Container container, LongSupplier clock) throws SourceException {
        AVStream pictures = container.video();
        AVStream sound = container.audio();
        Decoder video = pictures == null ? null : new Decoder(pictures);
        Decoder audio = null;
        if (sound != null) {
            try {
                audio = new Decoder(sound);
            } catch (SourceException e) {
                if (video == null) {
                    throw e;
                }
                // better without sound than not at all
            }
        }
        Packets packets =
                new Packets(
                        container,
                        video == null ? null : video.stream,
                        audio == null ? null : audio.stream);
        return new Tracks(
                packets,
                video == null ? null : new VideoReader(container, video, packets, clock).begin(),
                audio == null ? null : new AudioReader(container, audio, packets, clock));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public Outcome draw(I420Image image, long nowNanos) {
        long position = head.advance(nowNanos);
        if (!ended && video != null) {
            packets.takesAudio(heard && audio != null && audio.isUnderWay(position));
            boolean fresh = video.advance(position, moved ? SEEK_BUDGET_NANOS : BUDGET_NANOS);
            moved = false;
            shownSomething |= fresh && canvas.take(video.due());
            boolean behind = position - video.dueNanos() > MOST_BEHIND_NANOS;
            if (fresh && behind && !video.waitedForSound()) {
                head.moveTo(video.dueNanos(), nowNanos);
            }
        }
        image.copyFrom(canvas.image());
        if (ended) {
            return new Outcome.Ended();
        }
        return isOver(position) ? over(nowNanos) : new Outcome.Drawn();
    }

    private boolean isOver(long position) {
        boolean seen = video == null || video.isOver(position);
        boolean silent = audio == null || !heard || audio.isOver();
        return seen && (video == null ? packets.atEnd() && silent : silent);
    }

    private Outcome over(long nowNanos) {
        if (video != null && !shownSomething) {
            return new Outcome.Failed(
                    new SourceProblem.Undecodable(
                            video.isBroken()
                                    ? "too much of its picture is broken"
                                    : "there is no picture in it that can be decoded"));
        }
        if (again) {
            shownSomething = false;
            return go(0, nowNanos)
                    ? new Outcome.Drawn()
                    : new Outcome.Failed(
                            new SourceProblem.Undecodable("it can not be played again"));
        }
        ended = true;
        return new Outcome.Ended();
    }

    @Override
    public boolean hasAudio() {
        return audio != null;
    }

    @Override
    public boolean play(short[] block, long nowNanos) {
        heard = true;
        if (audio == null || ended) {
            return false;
        }
        packets.takesVideo(video != null && !video.atEnd());
        return audio.play(block, head.advance(nowNanos), BUDGET_NANOS);
    }

    @Override
    public long positionMs(long nowNanos) {
        return head.position() / 1_000_000;
    }

    @Override
    public void seek(long positionMs, long nowNanos) {
        long last = container.durationMs().orElse(Long.MAX_VALUE / 1_000_000);
        go(Math.clamp(positionMs, 0, last) * 1_000_000, nowNanos);
    }

    private boolean go(long positionNanos, long nowNanos) {
        if (!container.seek(positionNanos)) {
            return false;
        }
        packets.clear();
        if (video != null) {
            video.restart();
        }
        if (audio != null) {
            audio.restart(positionNanos);
        }
        head.moveTo(positionNanos, nowNanos);
        moved = true;
        ended = false;
        return true;
    }

    @Override
    public void loop(boolean loops) {
        again = loops;
    }

    @Override
    public void close() {
        packets.close();
        if (video != null) {
            video.close();
        }
        if (audio != null) {
            audio.close();
        }
        canvas.close();
        container.close();
    }
}
