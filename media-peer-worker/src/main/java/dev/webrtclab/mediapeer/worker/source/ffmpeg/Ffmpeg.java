package dev.webrtclab.mediapeer.worker.source.ffmpeg;

import dev.webrtclab.mediapeer.worker.source.SourceException;
import dev.webrtclab.mediapeer.worker.source.SourceProblem;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avdevice;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;

/**
 * Loads FFmpeg when it is needed for the first time; where it does not load, files have a problem.
 */
final class Ffmpeg {
    /** Try again later, {@code AVERROR(EAGAIN)} on Linux. */
    static final int AGAIN = -11;

    private static final System.Logger LOG = System.getLogger(Ffmpeg.class.getName());

    /** Most bytes of one block of memory: a picture of 4096 by 2304 with 16 bit and full colour. */
    private static final long MOST_ALLOCATED = 64L << 20;

    private static final boolean CODECS;
    private static final boolean DEVICES;

    static {
        // both would count what libwebrtc occupies too, and collect garbage on the frames' thread
        System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        System.setProperty("org.bytedeco.javacpp.maxBytes", "0");
        CODECS =
                loads(avutil.class, swresample.class, avcodec.class, avformat.class, swscale.class);
        if (CODECS) {
            // it would print to standard error, names of files among it
            avutil.av_log_set_level(avutil.AV_LOG_QUIET);
            avutil.av_max_alloc(MOST_ALLOCATED);
        }
        DEVICES = CODECS && loads(avdevice.class);
        if (DEVICES) {
            avdevice.avdevice_register_all();
        }
    }

    private Ffmpeg() {}

    /**
     * Makes sure that files can be read.
     *
     * @throws SourceException where there is no library for this machine
     */
    static void require() throws SourceException {
        if (!CODECS) {
            throw new SourceException(
                    new SourceProblem.Unavailable("FFmpeg does not load on this machine"));
        }
    }

    /**
     * Makes sure that cameras can be read.
     *
     * @throws SourceException where a system library is missing
     */
    static void requireDevices() throws SourceException {
        require();
        if (!DEVICES) {
            throw new SourceException(
                    new SourceProblem.Unavailable(
                            "cameras need the system libraries libasound2, libxcb1 and libxcb-shm0"));
        }
    }

    private static boolean loads(Class<?>... parts) {
        try {
            for (Class<?> part : parts) {
                Loader.load(part);
            }
            return true;
        } catch (LinkageError | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "FFmpeg does not load: {0}", e.toString());
            return false;
        }
    }
}
