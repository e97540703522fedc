/** Core: what the TURN server observed, tied to the connections that its users belong to. */
@NullMarked
package dev.webrtclab.signaling.relay;

import org.jspecify.annotations.NullMarked;
