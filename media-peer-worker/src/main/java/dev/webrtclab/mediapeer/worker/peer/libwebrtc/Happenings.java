package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import dev.webrtclab.mediapeer.worker.source.MediaSource;
import dev.webrtclab.mediapeer.worker.source.SourceProblem;

/**
 * Brings what happens on the thread of one screen's frames to the {@link RtcThread}.
 *
 * @param number of the screen
 */
record Happenings(int number, RtcThread thread, Hall hall) implements FrameSource.Listener {
    @Override
    public void ended(String source) {
        thread.execute(() -> hall.ended(number, source));
    }

    @Override
    public void failed(String source, SourceProblem problem, MediaSource instead) {
        thread.execute(() -> hall.failed(number, source, problem, instead));
    }
}
