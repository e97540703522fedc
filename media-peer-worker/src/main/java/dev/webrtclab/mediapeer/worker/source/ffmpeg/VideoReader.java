package dev.webrtclab.mediapeer.worker.source.ffmpeg;

import java.util.function.LongSupplier;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/** The pictures of a file one after the other, each with its time; one of them is looked at. */
final class VideoReader implements AutoCloseable {
    private static final long FRAME_NANOS = 40_000_000;

    private final Container container;
    private final Decoder decoder;
    private final Packets packets;
    private final LongSupplier clock;
    private final long usualNanos;
    private AVFrame due = avutil.av_frame_alloc();
    private AVFrame coming = avutil.av_frame_alloc();
    private boolean hasComing;
    private long dueNanos;
    private long comingNanos;
    private boolean end;
    private boolean waited;

    VideoReader(Container container, Decoder decoder, Packets packets, LongSupplier clock) {
        this.container = container;
        this.decoder = decoder;
        this.packets = packets;
        this.clock = clock;
        double rate = container.rate(decoder.stream);
        this.usualNanos = rate >= 1 && rate <= 1000 ? Math.round(1e9 / rate) : FRAME_NANOS;
    }

    /**
     * Decodes until the picture of a time is found, or a while has passed.
     *
     * @return whether {@link #due} is another picture now
     */
    boolean advance(long positionNanos, long budgetNanos) {
        Budget budget = new Budget(budgetNanos, clock);
        boolean changed = false;
        while (prepare(budget) && (comingNanos <= positionNanos || !changed && dueNanos < 0)) {
            AVFrame shown = due;
            due = coming;
            coming = shown;
            dueNanos = comingNanos;
            hasComing = false;
            changed = true;
            if (budget.isSpent()) {
                break;
            }
        }
        if (hasComing && comingNanos > positionNanos) {
            waited = false;
        }
        return changed;
    }

    /** Makes sure that the next picture is decoded; {@code false}: not now, or there is none. */
    private boolean prepare(Budget budget) {
        while (!hasComing && !end) {
            switch (decoder.receive(coming)) {
                case FRAME -> {
                    hasComing = true;
                    long stamp = coming.best_effort_timestamp();
                    comingNanos =
                            stamp == avutil.AV_NOPTS_VALUE
                                    ? Math.max(dueNanos, 0) + usualNanos
                                    : Math.max(0, container.nanos(decoder.stream, stamp));
                }
                case HUNGRY -> {
                    AVPacket packet = budget.allows() ? packets.nextVideo(budget) : null;
                    if (packet == null && !packets.videoAtEnd()) {
                        waited |= packets.videoWaits();
                        return false;
                    }
                    decoder.send(packet);
                    if (packet != null) {
                        avcodec.av_packet_free(packet);
                    }
                }
                case END, BROKEN -> end = true;
            }
        }
        return hasComing;
    }

    /** The picture that was found last. */
    AVFrame due() {
        return due;
    }

    /** Its time in the recording, in ns; negative: there was none yet. */
    long dueNanos() {
        return dueNanos;
    }

    /** When the last picture has been shown long enough. */
    boolean isOver(long positionNanos) {
        return end && positionNanos >= dueNanos + usualNanos;
    }

    /** Whether no picture comes any more. */
    boolean atEnd() {
        return end;
    }

    /** Whether pictures are late because so much sound had to be played before they were read. */
    boolean waitedForSound() {
        return waited;
    }

    /** Whether so much is broken that it was given up. */
    boolean isBroken() {
        return decoder.isBroken();
    }

    /** Forgets what is under way; the next picture is of another position. */
    void restart() {
        decoder.flush();
        hasComing = false;
        end = false;
        waited = false;
        dueNanos = -1;
    }

    /** Before the first picture. */
    VideoReader begin() {
        dueNanos = -1;
        return this;
    }

    @Override
    public void close() {
        avutil.av_frame_free(due);
        avutil.av_frame_free(coming);
        decoder.close();
    }
}
