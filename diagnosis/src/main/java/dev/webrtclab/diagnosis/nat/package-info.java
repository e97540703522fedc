/** What two NAT reports let one expect of a connection between them; may use {@code .path}. */
@NullMarked
package dev.webrtclab.diagnosis.nat;

import org.jspecify.annotations.NullMarked;
