/**
 * Packets of the lab's networks, as tshark reads them beside the call: what the lab's own evidence
 * is compared with.
 */
@NullMarked
package dev.webrtclab.e2e.capture;

import org.jspecify.annotations.NullMarked;
