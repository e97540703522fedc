/**
 * The WebSocket to the signaling service. May use {@code java.net.http}, the protocol, logging and
 * the link's core.
 */
@NullMarked
package dev.webrtclab.mediapeer.signaling.ws;

import org.jspecify.annotations.NullMarked;
