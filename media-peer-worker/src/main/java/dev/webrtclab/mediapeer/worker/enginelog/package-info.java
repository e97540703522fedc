/**
 * What the media engine writes into its own log about STUN and TURN, read as facts: the engine has
 * no other interface that tells them. Core: may use {@code java.*} only. Its text is not a stable
 * interface, so everything unknown is passed over, and EngineLogIT pins the words of the version in
 * use.
 */
@NullMarked
package dev.webrtclab.mediapeer.worker.enginelog;

import org.jspecify.annotations.NullMarked;
