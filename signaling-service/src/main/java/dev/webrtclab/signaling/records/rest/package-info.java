/** Session records over REST: list, export, import, live events. May use JAX-RS and Jackson. */
@NullMarked
package dev.webrtclab.signaling.records.rest;

import org.jspecify.annotations.NullMarked;
