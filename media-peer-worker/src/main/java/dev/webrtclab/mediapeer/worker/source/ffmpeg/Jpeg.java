package dev.webrtclab.mediapeer.worker.source.ffmpeg;

import dev.webrtclab.mediapeer.worker.media.I420Image;
import dev.webrtclab.mediapeer.worker.source.SourceException;
import dev.webrtclab.mediapeer.worker.source.SourceProblem;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** One picture as JPEG (ITU-T T.81, JFIF: full range). */
final class Jpeg {
    private static final int FULL_RANGE = 2;

    private Jpeg() {}

    /**
     * Encodes a picture.
     *
     * @throws SourceException when the encoder does not take it
     */
    static byte[] of(I420Image image) throws SourceException {
        AVCodec codec = avcodec.avcodec_find_encoder(avcodec.AV_CODEC_ID_MJPEG);
        AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
        AVFrame frame = avutil.av_frame_alloc();
        AVPacket packet = avcodec.av_packet_alloc();
        try (AVRational second = avutil.av_make_q(1, 1)) {
            context.width(image.width());
            context.height(image.height());
            context.pix_fmt(avutil.AV_PIX_FMT_YUVJ420P);
            context.color_range(FULL_RANGE);
            context.time_base(second);
            frame.width(image.width());
            frame.height(image.height());
            frame.format(avutil.AV_PIX_FMT_YUVJ420P);
            frame.color_range(FULL_RANGE);
            boolean encoded =
                    avcodec.avcodec_open2(context, codec, (AVDictionary) null) >= 0
                            && avutil.av_frame_get_buffer(frame, 0) >= 0
                            && fill(frame, image)
                            && avcodec.avcodec_send_frame(context, frame) >= 0
                            && avcodec.avcodec_receive_packet(context, packet) >= 0;
            if (!encoded) {
                throw new SourceException(
                        new SourceProblem.Undecodable("no small picture can be made of it"));
            }
            byte[] bytes = new byte[packet.size()];
            packet.data().get(bytes);
            return bytes;
        } finally {
            avcodec.av_packet_free(packet);
            avutil.av_frame_free(frame);
            avcodec.avcodec_free_context(context);
        }
    }

    private static boolean fill(AVFrame frame, I420Image image) {
        int halfWidth = image.width() / 2;
        int halfHeight = image.height() / 2;
        widen(image.y(), image.strideY(), frame, 0, image.width(), image.height(), 16, 219);
        widen(image.u(), image.strideU(), frame, 1, halfWidth, halfHeight, 128, 224);
        widen(image.v(), image.strideV(), frame, 2, halfWidth, halfHeight, 128, 224);
        return true;
    }

    /** From limited to full range: {@code zero} stays where black or no colour is. */
    private static void widen(
            ByteBuffer from,
            int stride,
            AVFrame frame,
            int plane,
            int width,
            int height,
            int zero,
            int range) {
        BytePointer to = frame.data(plane).capacity((long) frame.linesize(plane) * height);
        int base = zero == 16 ? 0 : zero;
        byte[] row = new byte[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int value = (from.get(y * stride + x) & 0xFF) - zero;
                row[x] = (byte) Math.clamp(base + Math.round(value * 255f / range), 0, 255);
            }
            to.position((long) y * frame.linesize(plane)).put(row);
        }
    }
}
