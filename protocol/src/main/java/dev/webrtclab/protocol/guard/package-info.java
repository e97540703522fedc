/**
 * Positive grammars that stand before every native call: only text that passes may reach libwebrtc,
 * which would read its own error messages as format strings. May use nothing but {@code java.*} and
 * the refusals.
 */
@NullMarked
package dev.webrtclab.protocol.guard;

import org.jspecify.annotations.NullMarked;
