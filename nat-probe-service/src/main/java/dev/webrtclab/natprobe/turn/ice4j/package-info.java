/** STUN and TURN messages as bytes: codec by ice4j, MESSAGE-INTEGRITY (RFC 8489 §14.5) by us. */
@NullMarked
package dev.webrtclab.natprobe.turn.ice4j;

import org.jspecify.annotations.NullMarked;
