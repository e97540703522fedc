/** {@code GET /api/status}, and its changes to all joined sockets. */
@NullMarked
package dev.webrtclab.signaling.status.rest;

import org.jspecify.annotations.NullMarked;
