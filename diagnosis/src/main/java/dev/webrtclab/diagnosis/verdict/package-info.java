/**
 * Why a call connected or failed: a pure function from the events of a session to stages, one
 * sentence, its reasons and what to do next. May use the parts below and the session record of
 * {@code protocol}.
 */
@NullMarked
package dev.webrtclab.diagnosis.verdict;

import org.jspecify.annotations.NullMarked;
