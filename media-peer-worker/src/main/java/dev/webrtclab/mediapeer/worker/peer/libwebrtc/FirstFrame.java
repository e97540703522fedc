package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import dev.onvoid.webrtc.media.video.VideoFrame;
import dev.onvoid.webrtc.media.video.VideoTrack;
import dev.onvoid.webrtc.media.video.VideoTrackSink;
import dev.webrtclab.mediapeer.worker.peer.Moment;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.FrameDecoded;
import dev.webrtclab.mediapeer.worker.peer.PeerInput.PeerObservation;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Waits for the first decoded frame of a received track, then stops looking: each frame that is
 * handed to Java costs a call and has to be given back. Made and closed on the {@link RtcThread};
 * frames come on a thread of the library, which no exception may reach.
 */
final class FirstFrame {
    private static final System.Logger LOG = System.getLogger(FirstFrame.class.getName());

    private final VideoTrack track;
    private final NativeCallbacks callbacks;
    private final Consumer<PeerObservation> observer;
    private final AtomicBoolean seen = new AtomicBoolean();
    private final VideoTrackSink sink = this::onFrame;
    private boolean looking = true;

    FirstFrame(VideoTrack track, NativeCallbacks callbacks, Consumer<PeerObservation> observer) {
        this.track = track;
        this.callbacks = callbacks;
        this.observer = observer;
        track.addSink(sink);
    }

    private void onFrame(VideoFrame frame) {
        try {
            frame.release();
            if (seen.compareAndSet(false, true)) {
                Moment at = Moment.now();
                callbacks.later(
                        () -> {
                            observer.accept(new FrameDecoded(at));
                            close();
                        });
            }
        } catch (Throwable t) {
            NativeCallbacks.report(t);
        }
    }

    /** Stops looking. */
    void close() {
        if (!looking) {
            return;
        }
        looking = false;
        try {
            track.removeSink(sink);
        } catch (Throwable t) {
            LOG.log(System.Logger.Level.WARNING, "a sink could not be removed", t);
        }
    }
}
