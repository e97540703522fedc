package dev.webrtclab.mediapeer.worker.source.ffmpeg;

import dev.webrtclab.mediapeer.worker.media.I420Image;
import dev.webrtclab.mediapeer.worker.source.PresentSource;
import dev.webrtclab.mediapeer.worker.source.Shape;
import dev.webrtclab.mediapeer.worker.source.SourceException;
import dev.webrtclab.mediapeer.worker.source.SourceProblem;
import dev.webrtclab.mediapeer.worker.source.SourceSpec;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/** A Video4Linux camera; the newest of its pictures is shown. */
final class CameraSource implements PresentSource {
    /** Longest time without a picture; cameras take a while to wake up. */
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    private static final int NON_BLOCKING = 0x4;
    private static final int MOST_AT_ONCE = 8;

    private final String id;
    private final Shape shape;
    private final AVFormatContext context;
    private final Decoder decoder;
    private final Canvas canvas;
    private final AVFrame frame = avutil.av_frame_alloc();
    private final AVPacket packet = avcodec.av_packet_alloc();
    private long seenNanos = System.nanoTime();

    private CameraSource(SourceSpec spec, AVFormatContext context, Decoder decoder) {
        this.id = spec.id();
        this.shape = spec.shape(own(decoder));
        this.context = context;
        this.decoder = decoder;
        this.canvas = new Canvas(shape.width(), shape.height());
    }

    private static Shape own(Decoder decoder) {
        AVCodecParameters picture = decoder.stream.codecpar();
        AVRational rate = decoder.stream.avg_frame_rate();
        return Shape.near(
                picture.width(),
                picture.height(),
                rate.den() == 0 ? 0 : (double) rate.num() / rate.den());
    }

    /**
     * Opens a camera; it is asked for the size and rate, and may have others.
     *
     * @throws SourceException when it is not there, in use, or captures nothing that can be decoded
     */
    static CameraSource open(Path device, SourceSpec spec) throws SourceException {
        Ffmpeg.requireDevices();
        AVInputFormat format = avformat.av_find_input_format("v4l2");
        AVFormatContext context = avformat.avformat_alloc_context();
        context.flags(context.flags() | NON_BLOCKING);
        AVDictionary options = new AVDictionary(null);
        if (spec.width() != null) {
            avutil.av_dict_set(options, "video_size", spec.width() + "x" + spec.height(), 0);
        }
        if (spec.framesPerSecond() != null) {
            avutil.av_dict_set(options, "framerate", spec.framesPerSecond().toString(), 0);
        }
        // frees the context when it fails
        int opened = avformat.avformat_open_input(context, device.toString(), format, options);
        avutil.av_dict_free(options);
        if (opened < 0) {
            throw new SourceException(
                    new SourceProblem.Gone("the camera does not open; is it in use?"));
        }
        try {
            if (context.nb_streams() < 1) {
                throw new SourceException(
                        new SourceProblem.Undecodable("the camera captures no picture"));
            }
            return new CameraSource(spec, context, new Decoder(context.streams(0)));
        } catch (SourceException e) {
            avformat.avformat_close_input(context);
            throw e;
        }
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
        for (int i = 0; i < MOST_AT_ONCE && avformat.av_read_frame(context, packet) >= 0; i++) {
            decoder.send(packet);
            avcodec.av_packet_unref(packet);
            if (decoder.receive(frame) == Decoder.Step.FRAME && canvas.take(frame)) {
                seenNanos = nowNanos;
            }
        }
        if (nowNanos - seenNanos > PATIENCE_NANOS) {
            return new Outcome.Failed(new SourceProblem.Gone("no picture comes from the camera"));
        }
        image.copyFrom(canvas.image());
        return new Outcome.Drawn();
    }

    @Override
    public boolean hasAudio() {
        return false;
    }

    @Override
    public boolean play(short[] block, long nowNanos) {
        return false;
    }

    @Override
    public void close() {
        avcodec.av_packet_free(packet);
        avutil.av_frame_free(frame);
        canvas.close();
        decoder.close();
        avformat.avformat_close_input(context);
    }
}
