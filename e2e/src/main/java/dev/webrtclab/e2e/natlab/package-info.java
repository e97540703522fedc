/**
 * Networks of our own with the NAT lab's routers, a STUN server on two addresses, hosts and probes
 * in them: what the tests and the benches of NAT behaviour share. The running lab takes no part.
 */
@NullMarked
package dev.webrtclab.e2e.natlab;

import org.jspecify.annotations.NullMarked;
