/** Clients and texts that the tests share. */
@NullMarked
package dev.webrtclab.signaling.testing;

import org.jspecify.annotations.NullMarked;
