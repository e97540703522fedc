/** Network positions of the lab: who is there, and what was measured of their NAT. */
@NullMarked
package dev.webrtclab.signaling.networks;

import org.jspecify.annotations.NullMarked;
