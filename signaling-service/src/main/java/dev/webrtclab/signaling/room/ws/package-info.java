/** Rooms over the WebSocket {@code /ws}: decode to command, bounded outbound queues, heartbeats. */
@NullMarked
package dev.webrtclab.signaling.room.ws;

import org.jspecify.annotations.NullMarked;
