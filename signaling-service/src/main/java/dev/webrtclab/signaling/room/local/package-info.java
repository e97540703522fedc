/** Rooms kept in this process; may use the room core and CDI. */
@NullMarked
package dev.webrtclab.signaling.room.local;

import org.jspecify.annotations.NullMarked;
