/** Codes and parameters as sentences, in every language of the lab. */
@NullMarked
package dev.webrtclab.diagnosis.verdict.text;

import org.jspecify.annotations.NullMarked;
