/** Evidence in, expectations and verdicts out; no I/O, no clock, no framework. */
@NullMarked
package dev.webrtclab.diagnosis;

import org.jspecify.annotations.NullMarked;
