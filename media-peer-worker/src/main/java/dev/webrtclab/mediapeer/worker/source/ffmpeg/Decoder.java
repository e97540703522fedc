package dev.webrtclab.mediapeer.worker.source.ffmpeg;

import dev.webrtclab.mediapeer.worker.source.SourceException;
import dev.webrtclab.mediapeer.worker.source.SourceProblem;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Packets of one stream in, pictures or sound out; on one processor. */
final class Decoder implements AutoCloseable {
    /** Larger pictures are refused: 4096 by 2304. */
    static final long MOST_PIXELS = 4096L * 2304;

    /** Broken packets in a row after which a stream is given up. */
    private static final int MOST_ERRORS = 300;

    final AVStream stream;
    private final AVCodecContext context;
    private boolean drained;
    private int errors;

    /** What a step of decoding led to. */
    enum Step {
        /** The frame holds what was decoded. */
        FRAME,
        /** Another packet is needed. */
        HUNGRY,
        /** There is nothing more. */
        END,
        /** So much is broken that it is given up. */
        BROKEN
    }

    /**
     * A decoder for a stream.
     *
     * @throws SourceException when there is none in this build of FFmpeg, or the picture is too
     *     large
     */
    Decoder(AVStream stream) throws SourceException {
        this.stream = stream;
        AVCodec codec = avcodec.avcodec_find_decoder(stream.codecpar().codec_id());
        if (codec == null || codec.isNull()) {
            throw new SourceException(
                    new SourceProblem.Undecodable("there is no decoder for this format here"));
        }
        long pixels = (long) stream.codecpar().width() * stream.codecpar().height();
        if (pixels > MOST_PIXELS) {
            throw new SourceException(
                    new SourceProblem.TooCostly("its pictures are larger than 4096 by 2304"));
        }
        context = avcodec.avcodec_alloc_context3(codec);
        avcodec.avcodec_parameters_to_context(context, stream.codecpar());
        context.pkt_timebase(stream.time_base());
        context.thread_count(1);
        context.max_pixels(MOST_PIXELS);
        if (avcodec.avcodec_open2(context, codec, (AVDictionary) null) < 0) {
            avcodec.avcodec_free_context(context);
            throw new SourceException(
                    new SourceProblem.Undecodable("the decoder does not take this stream"));
        }
    }

    /** Takes out what was decoded. */
    Step receive(AVFrame frame) {
        int received = avcodec.avcodec_receive_frame(context, frame);
        if (received >= 0) {
            errors = 0;
            return Step.FRAME;
        }
        if (received == Ffmpeg.AGAIN) {
            return hungry();
        }
        if (received == avutil.AVERROR_EOF) {
            return Step.END;
        }
        errors++;
        return hungry();
    }

    /** On one processor, broken packets are refused when they are sent: they are counted there. */
    private Step hungry() {
        if (drained) {
            return Step.END;
        }
        return isBroken() ? Step.BROKEN : Step.HUNGRY;
    }

    /** Takes a packet; {@code null}: there are no more. */
    void send(@Nullable AVPacket packet) {
        if (avcodec.avcodec_send_packet(context, packet) < 0 && packet != null) {
            errors++;
        }
        drained |= packet == null;
    }

    /** Whether broken packets have been too many. */
    boolean isBroken() {
        return errors > MOST_ERRORS;
    }

    /** Forgets what is under way, for another position. */
    void flush() {
        avcodec.avcodec_flush_buffers(context);
        drained = false;
        errors = 0;
    }

    @Override
    public void close() {
        avcodec.avcodec_free_context(context);
    }
}
