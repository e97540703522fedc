/** {@code /api/sessions}: signaling over one POST without trickle. */
@NullMarked
package dev.webrtclab.signaling.sessions.rest;

import org.jspecify.annotations.NullMarked;
