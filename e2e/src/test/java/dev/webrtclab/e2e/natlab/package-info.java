/**
 * The NAT lab's routers against an independent referee, on networks of their own: neither the lab's
 * services nor its probe take part.
 */
@NullMarked
package dev.webrtclab.e2e.natlab;

import org.jspecify.annotations.NullMarked;
