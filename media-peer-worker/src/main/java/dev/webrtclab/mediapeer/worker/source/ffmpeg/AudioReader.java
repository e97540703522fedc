package dev.webrtclab.mediapeer.worker.source.ffmpeg;

import dev.webrtclab.mediapeer.worker.source.MediaSource;
import dev.webrtclab.mediapeer.worker.source.SampleRing;
import java.util.function.LongSupplier;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/** The sound of a file in blocks of 10 ms that keep step with the picture. */
final class AudioReader implements AutoCloseable {
    /** Sound this much before its time waits. */
    private static final long EARLY = MediaSource.SAMPLE_RATE / 10;

    /** Sound this much after its time is left out. */
    private static final long LATE = MediaSource.SAMPLE_RATE / 5;

    /** Sound this much before its time is not worth waiting for: its time stamps are broken. */
    private static final long FAR = 60L * MediaSource.SAMPLE_RATE;

    /** Frames that one block may cost. */
    private static final int MOST_FRAMES = 50;

    private final Container container;
    private final Decoder decoder;
    private final Packets packets;
    private final LongSupplier clock;
    private final Sound sound = new Sound();
    private final AVFrame frame = avutil.av_frame_alloc();
    private boolean end;

    AudioReader(Container container, Decoder decoder, Packets packets, LongSupplier clock) {
        this.container = container;
        this.decoder = decoder;
        this.packets = packets;
        this.clock = clock;
    }

    /**
     * The block of a time; {@code false}: there is none, or it was not found within a while.
     *
     * @param budgetNanos of the machine's time
     */
    boolean play(short[] block, long positionNanos, long budgetNanos) {
        Budget budget = new Budget(budgetNanos, clock);
        long position = number(positionNanos);
        SampleRing ring = sound.ring();
        for (int i = 0; i < MOST_FRAMES && !end; i++) {
            if (ring.size() > 0 && ring.firstNumber() < position - LATE) {
                ring.drop((int) Math.min(ring.size(), position - ring.firstNumber()));
            }
            if (ring.size() >= block.length || !decode(budget)) {
                break;
            }
        }
        return ring.firstNumber() <= position + EARLY && ring.take(block);
    }

    /** Decodes one frame; {@code false}: not now, or never. */
    private boolean decode(Budget budget) {
        while (true) {
            switch (decoder.receive(frame)) {
                case FRAME -> {
                    long stamp = frame.best_effort_timestamp();
                    sound.take(
                            frame,
                            stamp == avutil.AV_NOPTS_VALUE
                                    ? -1
                                    : number(container.nanos(decoder.stream, stamp)));
                    return true;
                }
                case HUNGRY -> {
                    AVPacket packet = budget.allows() ? packets.nextAudio(budget) : null;
                    if (packet == null && !packets.audioAtEnd()) {
                        return false;
                    }
                    decoder.send(packet);
                    if (packet != null) {
                        avcodec.av_packet_free(packet);
                    }
                }
                case END, BROKEN -> {
                    end = true;
                    return false;
                }
            }
        }
    }

    /** Number of the sample of a time in the recording. */
    private static long number(long nanos) {
        return nanos / 1000 * MediaSource.SAMPLE_RATE / 1_000_000;
    }

    /** Whether what is read now is played before long, if anything is. */
    boolean isUnderWay(long positionNanos) {
        return !end && sound.ring().firstNumber() <= number(positionNanos) + FAR;
    }

    /** Whether everything was heard. */
    boolean isOver() {
        return end && sound.ring().size() < MediaSource.BLOCK;
    }

    /** Forgets what is under way; the next block is of another position. */
    void restart(long positionNanos) {
        decoder.flush();
        sound.ring().restart(number(positionNanos));
        end = false;
    }

    @Override
    public void close() {
        avutil.av_frame_free(frame);
        sound.close();
        decoder.close();
    }
}
