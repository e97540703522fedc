package dev.webrtclab.mediapeer.worker.testing;

import dev.onvoid.webrtc.media.audio.AudioTrackSink;
import dev.onvoid.webrtc.media.video.I420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import dev.onvoid.webrtc.media.video.VideoTrackSink;
import dev.webrtclab.mediapeer.worker.media.FrameStamp;
import dev.webrtclab.mediapeer.worker.testing.Viewer.Heard;
import dev.webrtclab.mediapeer.worker.testing.Viewer.Seen;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * What a {@link Viewer} sees and hears: stamps of decoded frames, pitch and level of sound. Frames
 * and sound come on threads of the library.
 */
final class Senses {
    private static final long PATIENCE = 20;

    /** To be added to the video track. */
    final VideoTrackSink eye = this::onFrame;

    /** To be added to the audio track. */
    final AudioTrackSink ear = this::onSound;

    private final ChildWorker worker;
    private final BlockingQueue<Seen> frames = new LinkedBlockingQueue<>();
    private final BlockingQueue<Heard> sounds = new LinkedBlockingQueue<>();

    /**
     * @param worker whose log is shown when nothing comes
     */
    Senses(ChildWorker worker) {
        this.worker = worker;
    }

    /** The next frame whose stamp could be read. */
    Seen nextFrame() throws Exception {
        Seen seen = frames.poll(PATIENCE, TimeUnit.SECONDS);
        if (seen == null) {
            throw new AssertionError("no frame, log " + worker.log());
        }
        return seen;
    }

    /** Waits for a frame that fits. */
    Seen awaitFrame(Predicate<Seen> fits) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        Seen seen = nextFrame();
        while (!fits.test(seen)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the last frame was " + seen + ", log " + worker.log());
            }
            seen = nextFrame();
        }
        return seen;
    }

    /** Waits for sound that fits. */
    Heard awaitSound(Predicate<Heard> fits) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        sounds.clear();
        Heard heard = sounds.poll(PATIENCE, TimeUnit.SECONDS);
        while (heard == null || !fits.test(heard)) {
            if (heard == null || System.nanoTime() > deadline) {
                throw new AssertionError("the last sound was " + heard + ", log " + worker.log());
            }
            heard = sounds.poll(PATIENCE, TimeUnit.SECONDS);
        }
        return heard;
    }

    /** Forgets frames that came but were not looked at. */
    void forgetFrames() {
        frames.clear();
    }

    private void onFrame(VideoFrame frame) {
        try {
            I420Buffer buffer = frame.buffer.toI420();
            int width = buffer.getWidth();
            int height = buffer.getHeight();
            double now = System.currentTimeMillis();
            FrameStamp.read(buffer.getDataY(), buffer.getStrideY(), width, height)
                    .ifPresent(stamp -> frames.add(new Seen(stamp, now, width, height)));
        } catch (Throwable t) {
            t.printStackTrace();
        } finally {
            frame.release();
        }
    }

    private void onSound(byte[] data, int bits, int rate, int channels, int frames) {
        try {
            short[] samples = new short[frames];
            ByteBuffer bytes = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
            int crossings = 0;
            int loudest = 0;
            for (int i = 0; i < frames; i++) {
                samples[i] = bytes.getShort(i * channels * 2);
                loudest = Math.max(loudest, Math.abs(samples[i]));
                crossings += i > 0 && samples[i - 1] < 0 && samples[i] >= 0 ? 1 : 0;
            }
            sounds.add(new Heard(crossings, loudest));
        } catch (Throwable t) {
            t.printStackTrace();
        }
    }
}
