/** Configuration, secrets, clock and wiring of the signaling service. */
@NullMarked
package dev.webrtclab.signaling;

import org.jspecify.annotations.NullMarked;
