package dev.webrtclab.mediapeer.worker.source.ffmpeg;

import dev.webrtclab.mediapeer.worker.source.Shape;
import dev.webrtclab.mediapeer.worker.source.SourceException;
import dev.webrtclab.mediapeer.worker.source.SourceProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** An open file with its streams. Formats that lead to other files or addresses are not read. */
final class Container implements AutoCloseable {
    /** Longest time until it is known what a file is. */
    static final Duration PROBE_TIME = Duration.ofSeconds(2);

    /** Most bytes that are read until then; an index at the end of a long film is some of them. */
    static final long PROBE_BYTES = 24L << 20;

    private static final Duration READ_TIME = Duration.ofSeconds(2);
    private static final long READ_BYTES = 64L << 20;
    private static final int CUSTOM_IO = 0x80;
    private static final int ATTACHED_PICTURE = 0x400;
    private static final String FORMATS =
            "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,ogg,avi,mpegts,mpeg,flv,ivf,asf,"
                    + "wav,mp3,flac,aac,aiff,gif,apng,y4m,yuv4mpegpipe";

    private final FileBytes bytes;
    private final AVFormatContext context;

    private Container(FileBytes bytes, AVFormatContext context) {
        this.bytes = bytes;
        this.context = context;
    }

    /**
     * Opens a file and finds out what is in it.
     *
     * @throws SourceException when it is no file, no media, or takes too much to find out
     */
    static Container open(Path file) throws SourceException {
        Ffmpeg.require();
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new SourceException(new SourceProblem.Unknown("no such file in the folder"));
        }
        FileBytes bytes;
        try {
            bytes = new FileBytes(file);
        } catch (IOException e) {
            throw new SourceException(new SourceProblem.Gone("the file can not be read"));
        }
        try {
            return open(bytes);
        } catch (SourceException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    private static Container open(FileBytes bytes) throws SourceException {
        bytes.allow(PROBE_BYTES, PROBE_TIME);
        AVFormatContext context = avformat.avformat_alloc_context();
        context.pb(bytes.context());
        context.flags(context.flags() | CUSTOM_IO);
        AVDictionary options = new AVDictionary(null);
        avutil.av_dict_set(options, "format_whitelist", FORMATS, 0);
        avutil.av_dict_set(options, "protocol_whitelist", "none", 0);
        avutil.av_dict_set(options, "probesize", "5000000", 0);
        avutil.av_dict_set(options, "analyzeduration", "3000000", 0);
        avutil.av_dict_set(options, "max_streams", "32", 0);
        // frees the context when it fails
        int opened =
                avformat.avformat_open_input(context, (String) null, (AVInputFormat) null, options);
        avutil.av_dict_free(options);
        if (opened < 0) {
            throw new SourceException(
                    bytes.exhausted()
                            ? tooCostly()
                            : new SourceProblem.NotMedia(
                                    "this is no media file of a format that is read here"));
        }
        Container container = new Container(bytes, context);
        int found = avformat.avformat_find_stream_info(context, (PointerPointer<?>) null);
        boolean empty = container.video() == null && container.audio() == null;
        if (found < 0 || empty) {
            SourceProblem problem =
                    bytes.exhausted()
                            ? tooCostly()
                            : new SourceProblem.Undecodable(
                                    "nothing in this file can be decoded here");
            avformat.avformat_close_input(context);
            throw new SourceException(problem);
        }
        return container;
    }

    private static SourceProblem tooCostly() {
        return new SourceProblem.TooCostly(
                "it can not be found out within "
                        + PROBE_TIME.toSeconds()
                        + " s and "
                        + (PROBE_BYTES >> 20)
                        + " MiB what this file is");
    }

    /** The stream with the picture, {@code null}: none; the cover of a record is none. */
    @Nullable AVStream video() {
        AVStream best = best(avutil.AVMEDIA_TYPE_VIDEO);
        return best != null && (best.disposition() & ATTACHED_PICTURE) == 0 ? best : null;
    }

    /** The stream with the sound. */
    @Nullable AVStream audio() {
        return best(avutil.AVMEDIA_TYPE_AUDIO);
    }

    private @Nullable AVStream best(int type) {
        int index = avformat.av_find_best_stream(context, type, -1, -1, (AVCodec) null, 0);
        return index < 0 ? null : context.streams(index);
    }

    /** How long it is, in ms, when it is known. */
    OptionalLong durationMs() {
        long micros = context.duration();
        return micros == avutil.AV_NOPTS_VALUE || micros <= 0
                ? OptionalLong.empty()
                : OptionalLong.of(micros / 1000);
    }

    /** The nearest allowed shape to that of its picture; square pixels. */
    Shape shape() {
        AVStream video = video();
        if (video == null) {
            return Shape.STANDARD;
        }
        AVRational aspect = video.codecpar().sample_aspect_ratio();
        double pixel =
                aspect.num() > 0 && aspect.den() > 0 ? (double) aspect.num() / aspect.den() : 1;
        return Shape.near(
                (int) Math.min(video.codecpar().width() * pixel, 1 << 16),
                video.codecpar().height(),
                rate(video));
    }

    /** Frames per second of a stream; 0: unknown. */
    double rate(AVStream stream) {
        AVRational rate = stream.avg_frame_rate();
        return rate.den() == 0 ? 0 : (double) rate.num() / rate.den();
    }

    /** Time of a stream's timestamp since the beginning of the file, in ns. */
    long nanos(AVStream stream, long timestamp) {
        AVRational base = stream.time_base();
        long start = context.start_time();
        double seconds = (double) timestamp * base.num() / base.den();
        double origin = start == avutil.AV_NOPTS_VALUE ? 0 : start / 1e6;
        return Math.round((seconds - origin) * 1e9);
    }

    /** Reads the next packet of any stream; {@code false}: the end, or nothing more to be read. */
    boolean read(AVPacket packet) {
        bytes.allow(READ_BYTES, READ_TIME);
        return avformat.av_read_frame(context, packet) >= 0;
    }

    /** Goes to the key frame before a time; {@code false}: this file can not. */
    boolean seek(long nanos) {
        bytes.allow(READ_BYTES, READ_TIME);
        long start = context.start_time() == avutil.AV_NOPTS_VALUE ? 0 : context.start_time();
        return avformat.av_seek_frame(
                        context, -1, start + nanos / 1000, avformat.AVSEEK_FLAG_BACKWARD)
                >= 0;
    }

    @Override
    public void close() {
        avformat.avformat_close_input(context);
        bytes.close();
    }
}
