/** The kinds of path and how the two ends of a connection tell which one it took. */
@NullMarked
package dev.webrtclab.diagnosis.path;

import org.jspecify.annotations.NullMarked;
