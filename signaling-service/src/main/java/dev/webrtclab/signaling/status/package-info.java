/** Core: what works in this lab and what is missing. */
@NullMarked
package dev.webrtclab.signaling.status;

import org.jspecify.annotations.NullMarked;
