/**
 * Core: who is in which room, and who hears what. Only {@code java.*}, the wire types and other
 * cores.
 */
@NullMarked
package dev.webrtclab.signaling.room;

import org.jspecify.annotations.NullMarked;
