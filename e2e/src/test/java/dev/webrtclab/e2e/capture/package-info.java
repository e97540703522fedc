/** The lab's evidence beside the packets. */
@NullMarked
package dev.webrtclab.e2e.capture;

import org.jspecify.annotations.NullMarked;
