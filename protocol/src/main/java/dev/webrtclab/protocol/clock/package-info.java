/** How far a time that a process notes may be from when it happened. */
@NullMarked
package dev.webrtclab.protocol.clock;

import org.jspecify.annotations.NullMarked;
