/** Composition root and configuration of the supervisor. May use everything below it. */
@NullMarked
package dev.webrtclab.mediapeer;

import org.jspecify.annotations.NullMarked;
