/** {@code GET /api/ice-servers}. */
@NullMarked
package dev.webrtclab.signaling.turn.rest;

import org.jspecify.annotations.NullMarked;
