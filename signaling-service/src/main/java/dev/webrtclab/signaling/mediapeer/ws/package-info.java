/** The link of the media peers, {@code /internal/media-peers}. */
@NullMarked
package dev.webrtclab.signaling.mediapeer.ws;

import org.jspecify.annotations.NullMarked;
