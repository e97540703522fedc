/** The only package that calls libwebrtc: docs/adr/0003. */
@NullMarked
package dev.webrtclab.mediapeer.worker.peer.libwebrtc;

import org.jspecify.annotations.NullMarked;
