package dev.webrtclab.mediapeer.worker.source;

/**
 * A source of which every moment is the present one: nothing can be sought in it, and it has no
 * end.
 */
public interface PresentSource extends MediaSource {
    @Override
    default long positionMs(long nowNanos) {
        return 0;
    }

    @Override
    default void seek(long positionMs, long nowNanos) {}

    @Override
    default void loop(boolean again) {}
}
