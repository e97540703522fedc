/** Core: time-limited TURN credentials and the ICE servers that a client may use. */
@NullMarked
package dev.webrtclab.signaling.turn;

import org.jspecify.annotations.NullMarked;
