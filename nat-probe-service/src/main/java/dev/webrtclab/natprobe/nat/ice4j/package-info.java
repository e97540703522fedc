/**
 * Carries the probe's questions: STUN codec and UDP transactions by ice4j, STUN over TCP by sockets
 * of our own.
 */
@NullMarked
package dev.webrtclab.natprobe.nat.ice4j;

import org.jspecify.annotations.NullMarked;
