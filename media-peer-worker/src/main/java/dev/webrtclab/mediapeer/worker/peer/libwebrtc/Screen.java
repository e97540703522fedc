package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import dev.webrtclab.mediapeer.worker.source.MediaSource;
import dev.webrtclab.mediapeer.worker.source.Shape;
import org.jspecify.annotations.Nullable;

/** Tracks with the thread that draws on them. Used on the {@link RtcThread} only. */
final class Screen {
    final NativeScreen tracks;
    final FrameSource frames;

    /** Of what is on it; {@code null}: nothing yet. */
    @Nullable Shape shape;

    /** Whether what is on it is repeated. */
    boolean loops = true;

    Screen(NativeScreen tracks, FrameSource frames) {
        this.tracks = tracks;
        this.frames = frames;
    }

    /** Puts something on it; {@code null}: nothing. */
    void show(@Nullable MediaSource source) {
        shape = source == null ? null : source.shape();
        frames.show(source);
    }
}
