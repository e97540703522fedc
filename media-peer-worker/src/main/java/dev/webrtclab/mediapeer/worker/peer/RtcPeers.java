package dev.webrtclab.mediapeer.worker.peer;

import dev.webrtclab.protocol.guard.GuardedIceUrl;
import java.util.List;
import java.util.function.Consumer;

/** Port: where native connections come from. */
public interface RtcPeers {
    /**
     * Opens a connection that shows something, and sound with it where the remote wants any.
     *
     * @param observer is called on the same thread as this method, never from inside a call
     * @throws RtcFailure when the native library can not open one
     */
    RtcPeer open(
            List<GuardedIceUrl> servers, Wish wish, Consumer<PeerInput.PeerObservation> observer);

    /**
     * Opens a connection that receives video.
     *
     * @param observer is called on the same thread as this method, never from inside a call
     * @throws RtcFailure when the native library can not open one
     */
    RtcPeer openViewer(List<GuardedIceUrl> servers, Consumer<PeerInput.PeerObservation> observer);
}
