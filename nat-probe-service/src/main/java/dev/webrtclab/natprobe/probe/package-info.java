/**
 * When probes run: at start, on request, one at a time; and the continuous check of the lab's
 * coturn.
 */
@NullMarked
package dev.webrtclab.natprobe.probe;

import org.jspecify.annotations.NullMarked;
