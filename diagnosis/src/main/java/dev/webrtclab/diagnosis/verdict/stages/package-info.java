/** How far a call came, stage by stage, and which events show it. May use {@code .evidence}. */
@NullMarked
package dev.webrtclab.diagnosis.verdict.stages;

import org.jspecify.annotations.NullMarked;
