package dev.webrtclab.mediapeer.worker.source.ffmpeg;

import dev.webrtclab.mediapeer.worker.source.MediaSource;
import dev.webrtclab.mediapeer.worker.source.SampleRing;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.ShortPointer;
import org.jspecify.annotations.Nullable;

/** Decoded sound of any kind in, samples for one channel at 48 kHz out. */
final class Sound implements AutoCloseable {
    /** Two seconds: what a badly mixed file may be ahead. */
    private static final int CAPACITY = 2 * MediaSource.SAMPLE_RATE;

    /** A larger jump of the file's own times is taken over. */
    private static final long LARGEST_JUMP = MediaSource.SAMPLE_RATE / 5;

    private static final int MOST_IN_A_FRAME = 1 << 17;

    private final SampleRing ring = new SampleRing(CAPACITY);
    private final ShortPointer converted = new ShortPointer(MOST_IN_A_FRAME);
    private final short[] samples = new short[MOST_IN_A_FRAME];
    private final PointerPointer<Pointer> out = new PointerPointer<>(1L);
    private @Nullable SwrContext converter;
    private int format = -1;
    private int rate;
    private int channels;

    SampleRing ring() {
        return ring;
    }

    /**
     * Takes over decoded sound.
     *
     * @param number of its first sample in the recording; negative: it follows what was before
     */
    void take(AVFrame frame, long number) {
        SwrContext ready = converterFor(frame);
        if (ready == null) {
            return;
        }
        long expected = ring.firstNumber() + ring.size();
        if (number >= 0 && Math.abs(number - expected) > LARGEST_JUMP) {
            ring.restart(number);
        }
        out.put(0, new BytePointer(converted));
        int count =
                swresample.swr_convert(
                        ready, out, MOST_IN_A_FRAME, frame.extended_data(), frame.nb_samples());
        if (count > 0) {
            converted.position(0).get(samples, 0, count);
            ring.add(samples, count);
        }
    }

    private @Nullable SwrContext converterFor(AVFrame frame) {
        boolean same =
                converter != null
                        && format == frame.format()
                        && rate == frame.sample_rate()
                        && channels == frame.ch_layout().nb_channels();
        if (same) {
            return converter;
        }
        free();
        format = frame.format();
        rate = frame.sample_rate();
        channels = frame.ch_layout().nb_channels();
        if (rate < 1 || channels < 1) {
            return null;
        }
        try (AVChannelLayout mono = new AVChannelLayout();
                AVChannelLayout from = new AVChannelLayout()) {
            avutil.av_channel_layout_default(mono, 1);
            avutil.av_channel_layout_default(from, channels);
            SwrContext made = new SwrContext(null);
            int allocated =
                    swresample.swr_alloc_set_opts2(
                            made,
                            mono,
                            avutil.AV_SAMPLE_FMT_S16,
                            MediaSource.SAMPLE_RATE,
                            from,
                            format,
                            rate,
                            0,
                            null);
            converter = made;
            if (allocated < 0 || swresample.swr_init(made) < 0) {
                free();
            }
        }
        return converter;
    }

    private void free() {
        if (converter != null) {
            swresample.swr_free(converter);
            converter = null;
        }
    }

    @Override
    public void close() {
        free();
        converted.close();
        out.close();
    }
}
