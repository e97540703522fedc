/** Neighbours that behave as told, for tests. */
@NullMarked
package dev.webrtclab.mediapeer.testing;

import org.jspecify.annotations.NullMarked;
