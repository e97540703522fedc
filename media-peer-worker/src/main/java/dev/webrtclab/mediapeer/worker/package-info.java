/** Starts the process and joins its parts; may use everything below. */
@NullMarked
package dev.webrtclab.mediapeer.worker;

import org.jspecify.annotations.NullMarked;
