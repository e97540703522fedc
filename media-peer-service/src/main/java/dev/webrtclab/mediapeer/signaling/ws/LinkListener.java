package dev.webrtclab.mediapeer.signaling.ws;

import dev.webrtclab.protocol.link.SignalingToPeer;

/** Hears the signaling service. Called on the link's thread: hand over and return. */
public interface LinkListener {
    /** A connection is open and waits for {@link SignalingClient#register}. */
    void connected();

    /** The signaling service said something other than a clock answer. */
    void said(SignalingToPeer message);
}
