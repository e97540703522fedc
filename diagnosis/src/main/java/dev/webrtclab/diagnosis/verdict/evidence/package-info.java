/**
 * The events of a session arranged by end, server, pair and state; states facts, judges nothing.
 */
@NullMarked
package dev.webrtclab.diagnosis.verdict.evidence;

import org.jspecify.annotations.NullMarked;
