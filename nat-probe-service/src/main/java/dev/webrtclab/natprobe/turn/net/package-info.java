/** Carries the checks' questions over real UDP, TCP and TLS, and echoes behind the relay. */
@NullMarked
package dev.webrtclab.natprobe.turn.net;

import org.jspecify.annotations.NullMarked;
