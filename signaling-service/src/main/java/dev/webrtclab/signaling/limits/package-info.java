/** Core: how much one source may ask for. */
@NullMarked
package dev.webrtclab.signaling.limits;

import org.jspecify.annotations.NullMarked;
