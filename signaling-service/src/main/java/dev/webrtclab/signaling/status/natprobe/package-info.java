/** HTTP client of the nat-probe-service. */
@NullMarked
package dev.webrtclab.signaling.status.natprobe;

import org.jspecify.annotations.NullMarked;
