/** The NAT lab as users run it: networks, matrix, calls into them. */
@NullMarked
package dev.webrtclab.e2e.matrix;

import org.jspecify.annotations.NullMarked;
