package dev.webrtclab.mediapeer.signaling.ws;

import java.time.Instant;

/**
 * Where the link to the signaling service stands.
 *
 * @param registered this service is registered on an open connection
 * @param detail one sentence: where to, or why not
 * @param since when this state began
 */
public record LinkState(boolean registered, String detail, Instant since) {}
