/** The service's own HTTP interface, for operators. May use Jakarta REST, OpenAPI and control. */
@NullMarked
package dev.webrtclab.mediapeer.control.rest;

import org.jspecify.annotations.NullMarked;
