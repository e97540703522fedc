/** The matrix over REST and as a stream. */
@NullMarked
package dev.webrtclab.signaling.matrix.rest;

import org.jspecify.annotations.NullMarked;
