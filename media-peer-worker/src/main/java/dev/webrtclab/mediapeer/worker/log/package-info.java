/** One event, one line on standard error. */
@NullMarked
package dev.webrtclab.mediapeer.worker.log;

import org.jspecify.annotations.NullMarked;
