/**
 * Core: checks of STUN and TURN URLs in four stages, and what they mean. Plain Java, no sockets.
 */
@NullMarked
package dev.webrtclab.natprobe.turn;

import org.jspecify.annotations.NullMarked;
