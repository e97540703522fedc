/** The verdict as JSON. May use Jackson. */
@NullMarked
package dev.webrtclab.diagnosis.verdict.json;

import org.jspecify.annotations.NullMarked;
