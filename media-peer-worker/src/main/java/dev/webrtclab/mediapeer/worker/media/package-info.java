/**
 * What is shown: pictures computed from a frame number and a time. Core: may use {@code java.*}
 * only.
 */
@NullMarked
package dev.webrtclab.mediapeer.worker.media;

import org.jspecify.annotations.NullMarked;
