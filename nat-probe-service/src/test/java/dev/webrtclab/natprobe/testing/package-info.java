/** Small stand-ins for NATs and STUN servers. */
@NullMarked
package dev.webrtclab.natprobe.testing;

import org.jspecify.annotations.NullMarked;
