package dev.webrtclab.mediapeer.worker.testing;

import dev.webrtclab.mediapeer.worker.media.ColorBars;
import dev.webrtclab.mediapeer.worker.media.FrameStamp;
import dev.webrtclab.mediapeer.worker.media.I420Image;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * Media files for tests, made when they are needed: the test pattern, whose stamps are frame
 * numbers from 0 and ms from 0, with a tone of 1 kHz at half of full scale if there is to be sound.
 */
public final class TestMedia implements AutoCloseable {
    private static final int RATE = 48_000;
    private static final int GLOBAL_HEADER = 1 << 22;

    private final AVFormatContext container;
    private final int framesPerSecond;
    private final Editor editor;
    private final AVPacket packet = avcodec.av_packet_alloc();

    private TestMedia(Path file, int framesPerSecond, Editor editor) {
        this.framesPerSecond = framesPerSecond;
        this.editor = editor;
        container = new AVFormatContext(null);
        check(
                avformat.avformat_alloc_output_context2(
                        container, (AVOutputFormat) null, (String) null, file.toString()));
        AVIOContext io = new AVIOContext(null);
        check(avformat.avio_open(io, file.toString(), avformat.AVIO_FLAG_WRITE));
        container.pb(io);
    }

    /** A file whose kind its name tells. */
    public record Recipe(
            @Nullable String videoCodec,
            @Nullable String audioCodec,
            int width,
            int height,
            int framesPerSecond,
            int seconds) {
        /** MPEG-4 and AAC, 320 by 240 at 25 frames/s. */
        public static Recipe usual(int seconds) {
            return new Recipe("mpeg4", "aac", 320, 240, 25, seconds);
        }
    }

    /** Changes packets before they are written, or leaves them out. */
    public interface Editor {
        /** Whether a packet of this time is written. */
        boolean keeps(AVPacket packet, boolean isPicture, long ms);
    }

    /** Makes a file. */
    public static Path make(Path file, Recipe recipe) {
        return make(file, recipe, (packet, isPicture, ms) -> true);
    }

    /** Makes a file out of changed packets. */
    public static Path make(Path file, Recipe recipe, Editor editor) {
        try (TestMedia media = new TestMedia(file, recipe.framesPerSecond(), editor)) {
            AVCodecContext video = media.video(recipe);
            AVStream pictures = video == null ? null : media.stream(video);
            AVCodecContext audio = media.audio(recipe);
            AVStream sounds = audio == null ? null : media.stream(audio);
            check(avformat.avformat_write_header(media.container, (AVDictionary) null));
            for (int second = 0; second < recipe.seconds(); second++) {
                if (video != null) {
                    media.draw(video, pictures, recipe, second);
                }
                if (audio != null) {
                    media.play(audio, sounds, second);
                }
            }
            media.end(video, pictures);
            media.end(audio, sounds);
            check(avformat.av_write_trailer(media.container));
        }
        return file;
    }

    private @Nullable AVCodecContext video(Recipe recipe) {
        if (recipe.videoCodec() == null) {
            return null;
        }
        AVCodec codec = avcodec.avcodec_find_encoder_by_name(recipe.videoCodec());
        AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
        context.width(recipe.width()).height(recipe.height());
        context.pix_fmt(avutil.AV_PIX_FMT_YUV420P);
        context.time_base(avutil.av_make_q(1, framesPerSecond));
        context.framerate(avutil.av_make_q(framesPerSecond, 1));
        context.gop_size(framesPerSecond);
        context.bit_rate(3_000_000);
        return opened(context, codec);
    }

    private @Nullable AVCodecContext audio(Recipe recipe) {
        if (recipe.audioCodec() == null) {
            return null;
        }
        AVCodec codec = avcodec.avcodec_find_encoder_by_name(recipe.audioCodec());
        AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
        context.sample_rate(RATE);
        context.sample_fmt(
                codec.name().getString().startsWith("pcm")
                                || codec.name().getString().equals("libopus")
                        ? avutil.AV_SAMPLE_FMT_S16
                        : avutil.AV_SAMPLE_FMT_FLTP);
        avutil.av_channel_layout_default(context.ch_layout(), 1);
        context.time_base(avutil.av_make_q(1, RATE));
        return opened(context, codec);
    }

    private AVCodecContext opened(AVCodecContext context, AVCodec codec) {
        if ((container.oformat().flags() & avformat.AVFMT_GLOBALHEADER) != 0) {
            context.flags(context.flags() | GLOBAL_HEADER);
        }
        check(avcodec.avcodec_open2(context, codec, (AVDictionary) null));
        return context;
    }

    private AVStream stream(AVCodecContext context) {
        AVStream stream = avformat.avformat_new_stream(container, null);
        check(avcodec.avcodec_parameters_from_context(stream.codecpar(), context));
        stream.time_base(context.time_base());
        stream.avg_frame_rate(context.framerate());
        return stream;
    }

    private void draw(AVCodecContext context, AVStream stream, Recipe recipe, int second) {
        ColorBars bars = new ColorBars(recipe.width(), recipe.height());
        for (int i = 0; i < framesPerSecond; i++) {
            long number = (long) second * framesPerSecond + i;
            AVFrame frame = avutil.av_frame_alloc();
            frame.width(recipe.width()).height(recipe.height());
            frame.format(avutil.AV_PIX_FMT_YUV420P);
            check(avutil.av_frame_get_buffer(frame, 0));
            bars.draw(new FrameStamp(number, number * 1000 / framesPerSecond), image(frame));
            frame.pts(number);
            encode(context, stream, frame);
            avutil.av_frame_free(frame);
        }
    }

    private static I420Image image(AVFrame frame) {
        int half = frame.height() / 2;
        return new I420Image(
                frame.width(),
                frame.height(),
                plane(frame, 0, frame.height()),
                frame.linesize(0),
                plane(frame, 1, half),
                frame.linesize(1),
                plane(frame, 2, half),
                frame.linesize(2));
    }

    private static ByteBuffer plane(AVFrame frame, int plane, int rows) {
        return frame.data(plane).capacity((long) frame.linesize(plane) * rows).asByteBuffer();
    }

    private void play(AVCodecContext context, AVStream stream, int second) {
        int size = context.frame_size() > 0 ? context.frame_size() : 1200;
        long end = (second + 1L) * RATE;
        for (long at = roundUp((long) second * RATE, size); at + size <= end + size; at += size) {
            if (at >= end) {
                break;
            }
            AVFrame frame = avutil.av_frame_alloc();
            frame.nb_samples(size);
            frame.format(context.sample_fmt());
            frame.sample_rate(RATE);
            avutil.av_channel_layout_default(frame.ch_layout(), 1);
            check(avutil.av_frame_get_buffer(frame, 0));
            boolean floats = context.sample_fmt() == avutil.AV_SAMPLE_FMT_FLTP;
            ByteBuffer samples =
                    frame.data(0).capacity((long) size * (floats ? 4 : 2)).asByteBuffer();
            samples.order(java.nio.ByteOrder.nativeOrder());
            for (int i = 0; i < size; i++) {
                double value = 0.5 * Math.sin(2 * Math.PI * 1000 * (at + i) / RATE);
                if (floats) {
                    samples.putFloat((float) value);
                } else {
                    samples.putShort((short) (value * Short.MAX_VALUE));
                }
            }
            frame.pts(at);
            encode(context, stream, frame);
            avutil.av_frame_free(frame);
        }
    }

    private static long roundUp(long value, int step) {
        return (value + step - 1) / step * step;
    }

    private void end(@Nullable AVCodecContext context, @Nullable AVStream stream) {
        if (context != null && stream != null) {
            encode(context, stream, null);
            avcodec.avcodec_free_context(context);
        }
    }

    private void encode(AVCodecContext context, AVStream stream, @Nullable AVFrame frame) {
        check(avcodec.avcodec_send_frame(context, frame));
        boolean isPicture = context.codec_type() == avutil.AVMEDIA_TYPE_VIDEO;
        AVRational base = context.time_base();
        while (avcodec.avcodec_receive_packet(context, packet) >= 0) {
            if (!editor.keeps(packet, isPicture, packet.pts() * 1000 * base.num() / base.den())) {
                avcodec.av_packet_unref(packet);
                continue;
            }
            avcodec.av_packet_rescale_ts(packet, context.time_base(), stream.time_base());
            packet.stream_index(stream.index());
            check(avformat.av_interleaved_write_frame(container, packet));
        }
    }

    private static void check(int result) {
        if (result < 0) {
            throw new IllegalStateException("FFmpeg says " + result);
        }
    }

    @Override
    public void close() {
        avcodec.av_packet_free(packet);
        avformat.avio_close(container.pb());
        avformat.avformat_free_context(container);
    }
}
