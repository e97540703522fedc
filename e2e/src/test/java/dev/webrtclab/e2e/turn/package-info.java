/**
 * What the lab's TURN server lets a client do, asked with packets made here: neither a TURN library
 * nor the running lab takes part.
 */
@NullMarked
package dev.webrtclab.e2e.turn;

import org.jspecify.annotations.NullMarked;
