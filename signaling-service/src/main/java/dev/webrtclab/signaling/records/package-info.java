/** What was observed of each peer connection, kept for a while; uses the room core's effects. */
@NullMarked
package dev.webrtclab.signaling.records;

import org.jspecify.annotations.NullMarked;
