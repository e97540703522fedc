/** Media peers listed, started and stopped over REST. */
@NullMarked
package dev.webrtclab.signaling.mediapeer.rest;

import org.jspecify.annotations.NullMarked;
