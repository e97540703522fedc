/**
 * Dumps of chrome://webrtc-internals as session records of one end, without the other one. May use
 * Jackson, the record and {@code verdict}; no I/O.
 */
@NullMarked
package dev.webrtclab.diagnosis.internals;

import org.jspecify.annotations.NullMarked;
