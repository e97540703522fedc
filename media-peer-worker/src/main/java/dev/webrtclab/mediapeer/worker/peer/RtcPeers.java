package dev.webrtclab.mediapeer.worker.peer;

import dev.webrtclab.protocol.guard.GuardedIceUrl;
import java.util.List;
import java.util.function.Consumer;

/** Port: where native connections come from. */
public interface RtcPeers {
    /**
     * Opens a connection that shows the test pattern.
     *
     * @param observer is called on the same thread as this method, never from inside a call
     * @throws RtcFailure when the native library can not open one
     */
    RtcPeer open(List<GuardedIceUrl> servers, Consumer<PeerInput.PeerObservation> observer);

    /**
     * Opens a connection that receives video.
     *
     * @param observer is called on the same thread as this method, never from inside a call
     * @throws RtcFailure when the native library can not open one
     */
    RtcPeer openViewer(List<GuardedIceUrl> servers, Consumer<PeerInput.PeerObservation> observer);

    /** How many connections show the pattern now; frames are drawn while there is one. */
    void audience(int connections);

    /** Draws a frame at once. */
    void showNow();
}
