package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import dev.onvoid.webrtc.media.video.VideoTrack;
import dev.webrtclab.mediapeer.worker.media.I420Image;
import dev.webrtclab.mediapeer.worker.source.MediaSource;
import java.util.function.Predicate;

/**
 * The tracks of one screen, which connections send. The library keeps closed connections and with
 * them what they sent, so a screen is made once and never given back before the end.
 */
final class NativeScreen {
    private static final int BITS_PER_SAMPLE = 16;
    private static final int CHANNELS = 1;

    private final int number;
    private final RtcThread thread;
    private final CustomVideoSource pictures = new CustomVideoSource();
    private final CustomAudioSource sounds = new CustomAudioSource();
    private final VideoTrack video;
    private final AudioTrack audio;
    private final byte[] bytes = new byte[MediaSource.BLOCK * BITS_PER_SAMPLE / 8];

    /** Makes the tracks; on the {@link RtcThread}, or before it has anything to do. */
    NativeScreen(int number, PeerConnectionFactory factory, RtcThread thread, NativeScope scope) {
        this.number = number;
        this.thread = thread;
        scope.own(pictures, pictures::dispose);
        scope.own(sounds, sounds::dispose);
        video = factory.createVideoTrack("video-" + number, pictures);
        scope.own(video, video::dispose);
        audio = factory.createAudioTrack("audio-" + number, sounds);
        scope.own(audio, audio::dispose);
    }

    int number() {
        return number;
    }

    VideoTrack video() {
        return video;
    }

    AudioTrack audio() {
        return audio;
    }

    /**
     * Pushes a frame, which gets memory of its own because encoders keep it for as long as they
     * need it. Called by one thread.
     *
     * @param drawing draws on the frame and answers whether it is to be shown
     */
    void push(int width, int height, Predicate<I420Image> drawing) {
        NativeI420Buffer buffer = NativeI420Buffer.allocate(width, height);
        VideoFrame frame = new VideoFrame(buffer, System.nanoTime());
        try {
            if (drawing.test(image(buffer, width, height))) {
                pictures.pushFrame(frame);
            }
        } finally {
            frame.release();
        }
    }

    /**
     * Pushes 10 ms of sound. The library's list of receivers has no lock, so nothing is pushed
     * while a connection comes or goes. Called by one thread.
     */
    void push(short[] samples) {
        for (int i = 0; i < samples.length; i++) {
            bytes[2 * i] = (byte) samples[i];
            bytes[2 * i + 1] = (byte) (samples[i] >> 8);
        }
        thread.between(
                () ->
                        sounds.pushAudio(
                                bytes,
                                BITS_PER_SAMPLE,
                                MediaSource.SAMPLE_RATE,
                                CHANNELS,
                                samples.length));
    }

    private static I420Image image(NativeI420Buffer buffer, int width, int height) {
        return new I420Image(
                width,
                height,
                buffer.getDataY(),
                buffer.getStrideY(),
                buffer.getDataU(),
                buffer.getStrideU(),
                buffer.getDataV(),
                buffer.getStrideV());
    }
}
