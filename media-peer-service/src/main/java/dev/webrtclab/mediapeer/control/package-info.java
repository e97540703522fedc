/**
 * Runs the session core on one thread and carries its effects to workers, link, log and figures.
 * May use every package but {@code rest} and {@code ops}.
 */
@NullMarked
package dev.webrtclab.mediapeer.control;

import org.jspecify.annotations.NullMarked;
