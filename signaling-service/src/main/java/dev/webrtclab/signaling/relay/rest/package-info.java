/** {@code POST /internal/turn-events}, where the TURN server's observer brings what it saw. */
@NullMarked
package dev.webrtclab.signaling.relay.rest;

import org.jspecify.annotations.NullMarked;
