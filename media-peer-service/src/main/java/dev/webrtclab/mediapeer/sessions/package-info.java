/**
 * Core: which remote of which peer is served by which worker process, within which limits. May use
 * {@code java.*}, JSpecify and the protocol; time comes in as an argument, everything that follows
 * goes out as {@link dev.webrtclab.mediapeer.sessions.SessionEffect}.
 */
@NullMarked
package dev.webrtclab.mediapeer.sessions;

import org.jspecify.annotations.NullMarked;
