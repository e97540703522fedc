/** One rule per explanation, in the order of their strength. May use {@code .evidence}. */
@NullMarked
package dev.webrtclab.diagnosis.verdict.rules;

import org.jspecify.annotations.NullMarked;
