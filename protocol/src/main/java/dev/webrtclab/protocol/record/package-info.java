/**
 * The session record: the list of events that picture, verdict and file are functions of, and its
 * JSON form. May use the message families and Jackson.
 */
@NullMarked
package dev.webrtclab.protocol.record;

import org.jspecify.annotations.NullMarked;
