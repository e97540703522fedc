/** Reading of messages with all their fields. May use {@code java.*} and the protocol. */
@NullMarked
package dev.webrtclab.mediapeer.wire;

import org.jspecify.annotations.NullMarked;
