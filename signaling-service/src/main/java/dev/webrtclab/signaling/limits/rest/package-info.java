/** Limits of what one address may ask for over HTTP. */
@NullMarked
package dev.webrtclab.signaling.limits.rest;

import org.jspecify.annotations.NullMarked;
