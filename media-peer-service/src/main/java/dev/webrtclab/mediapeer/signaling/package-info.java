/**
 * Core of the link to the signaling service: its clock and its patience. May use {@code java.*} and
 * JSpecify.
 */
@NullMarked
package dev.webrtclab.mediapeer.signaling;

import org.jspecify.annotations.NullMarked;
