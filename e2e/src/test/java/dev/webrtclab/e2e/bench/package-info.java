/** The benches' own reckoning, without a lab. */
@NullMarked
package dev.webrtclab.e2e.bench;

import org.jspecify.annotations.NullMarked;
