/**
 * NAT behaviour as RFC 5780 measures it: plan, observations, verdict; plain Java, no sockets, no
 * clock.
 */
@NullMarked
package dev.webrtclab.natprobe.nat;

import org.jspecify.annotations.NullMarked;
