package dev.webrtclab.mediapeer.worker.source.ffmpeg;

import dev.webrtclab.mediapeer.worker.media.I420Image;
import dev.webrtclab.mediapeer.worker.source.Letterbox;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** The last picture of a file or camera in the size that was asked for, black around it. */
final class Canvas implements AutoCloseable {
    private static final int BILINEAR = 2;
    private static final int FULL_RANGE = 2;

    private final BytePointer y;
    private final BytePointer u;
    private final BytePointer v;
    private final PointerPointer<Pointer> planes = new PointerPointer<>(4L);
    private final IntPointer strides = new IntPointer(4);
    private final I420Image image;
    private @Nullable Letterbox drawn;
    private @Nullable SwsContext scaler;

    Canvas(int width, int height) {
        int half = width / 2;
        y = new BytePointer((long) width * height);
        u = new BytePointer((long) half * height / 2);
        v = new BytePointer((long) half * height / 2);
        image =
                new I420Image(
                        width,
                        height,
                        y.asByteBuffer(),
                        width,
                        u.asByteBuffer(),
                        half,
                        v.asByteBuffer(),
                        half);
        image.clear();
        strides.put(0, width).put(1, half).put(2, half).put(3, 0);
    }

    I420Image image() {
        return image;
    }

    /** Takes over a decoded frame; {@code false}: it can not be converted. */
    boolean take(AVFrame frame) {
        if (frame.width() < 1
                || frame.height() < 1
                || (long) frame.width() * frame.height() > Decoder.MOST_PIXELS) {
            return false;
        }
        Letterbox box = box(frame);
        if (!box.equals(drawn)) {
            image.clear();
            drawn = box;
        }
        scaler =
                swscale.sws_getCachedContext(
                        scaler,
                        frame.width(),
                        frame.height(),
                        frame.format(),
                        box.width(),
                        box.height(),
                        avutil.AV_PIX_FMT_YUV420P,
                        BILINEAR,
                        null,
                        null,
                        (DoublePointer) null);
        if (scaler == null || scaler.isNull()) {
            scaler = null;
            return false;
        }
        limitRange(scaler, frame);
        int width = image.width();
        long chroma = (long) box.top() / 2 * (width / 2) + box.left() / 2;
        planes.put(0, y.getPointer((long) box.top() * width + box.left()))
                .put(1, u.getPointer(chroma))
                .put(2, v.getPointer(chroma))
                .put(3, null);
        return swscale.sws_scale(
                        scaler, frame.data(), frame.linesize(), 0, frame.height(), planes, strides)
                > 0;
    }

    /** Encoders take limited range for granted; some files and cameras use the full one. */
    private static void limitRange(SwsContext scaler, AVFrame frame) {
        if (frame.color_range() == FULL_RANGE && frame.format() == avutil.AV_PIX_FMT_YUV420P) {
            IntPointer table = swscale.sws_getCoefficients(swscale.SWS_CS_DEFAULT);
            swscale.sws_setColorspaceDetails(scaler, table, 1, table, 0, 0, 1 << 16, 1 << 16);
        }
    }

    private Letterbox box(AVFrame frame) {
        AVRational aspect = frame.sample_aspect_ratio();
        double pixel = aspect.den() == 0 ? 1 : (double) aspect.num() / aspect.den();
        return Letterbox.fit(frame.width(), frame.height(), pixel, image.width(), image.height());
    }

    @Override
    public void close() {
        if (scaler != null) {
            swscale.sws_freeContext(scaler);
            scaler = null;
        }
        y.close();
        u.close();
        v.close();
        planes.close();
        strides.close();
    }
}
