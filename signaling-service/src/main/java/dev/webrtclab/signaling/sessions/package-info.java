/** Core: HTTP sessions, a participant of a private room without a socket. */
@NullMarked
package dev.webrtclab.signaling.sessions;

import org.jspecify.annotations.NullMarked;
