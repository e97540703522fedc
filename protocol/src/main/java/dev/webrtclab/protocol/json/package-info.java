/** JSON form of the sealed message families. May use Jackson and {@code java.*}. */
@NullMarked
package dev.webrtclab.protocol.json;

import org.jspecify.annotations.NullMarked;
