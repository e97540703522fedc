/** The fault catalogue as tests. */
@NullMarked
package dev.webrtclab.e2e.faults;

import org.jspecify.annotations.NullMarked;
