/**
 * One connection and all of them: negotiation, life and end in W3C words, as input to effects.
 * Core: may use the wire types, the guards and {@code stats}; knows libwebrtc only through the
 * ports {@code RtcPeer} and {@code RtcPeers}.
 */
@NullMarked
package dev.webrtclab.mediapeer.worker.peer;

import org.jspecify.annotations.NullMarked;
