/**
 * Messages between a participant and the signaling service on {@code /ws}; reference:
 * docs/protocol.md.
 */
@NullMarked
package dev.webrtclab.protocol.signaling;

import org.jspecify.annotations.NullMarked;
