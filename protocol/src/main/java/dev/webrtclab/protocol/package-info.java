/**
 * What every service agrees on: the list of refusals. May use nothing but {@code java.*} and
 * JSpecify.
 */
@NullMarked
package dev.webrtclab.protocol;

import org.jspecify.annotations.NullMarked;
