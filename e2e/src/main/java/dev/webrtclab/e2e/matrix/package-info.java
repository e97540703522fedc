/** {@code ./lab matrix}: a call from every network of the NAT lab to every other one. */
@NullMarked
package dev.webrtclab.e2e.matrix;

import org.jspecify.annotations.NullMarked;
