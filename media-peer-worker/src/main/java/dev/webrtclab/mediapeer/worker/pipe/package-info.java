/** JSON lines on standard input and output. */
@NullMarked
package dev.webrtclab.mediapeer.worker.pipe;

import org.jspecify.annotations.NullMarked;
