/** {@code ./lab check}: TURN checks on the command line, without starting the service. */
@NullMarked
package dev.webrtclab.natprobe.turn.cli;

import org.jspecify.annotations.NullMarked;
