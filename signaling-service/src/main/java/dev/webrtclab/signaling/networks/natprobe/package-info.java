/** HTTP client of the NAT probes of all network positions. */
@NullMarked
package dev.webrtclab.signaling.networks.natprobe;

import org.jspecify.annotations.NullMarked;
