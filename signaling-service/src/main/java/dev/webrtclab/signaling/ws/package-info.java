/** What both WebSocket endpoints share: the bounded outbound queue of a socket. */
@NullMarked
package dev.webrtclab.signaling.ws;

import org.jspecify.annotations.NullMarked;
