/** Core: which media peers exist, how busy they are, and who gets which. */
@NullMarked
package dev.webrtclab.signaling.mediapeer;

import org.jspecify.annotations.NullMarked;
