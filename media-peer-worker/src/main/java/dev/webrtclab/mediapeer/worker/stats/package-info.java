/**
 * What one getStats call says, and what follows from several. Core: may use {@code java.*} only.
 */
@NullMarked
package dev.webrtclab.mediapeer.worker.stats;

import org.jspecify.annotations.NullMarked;
