/** What users of the lab see, proved on the stack as they run it. */
@NullMarked
package dev.webrtclab.e2e;

import org.jspecify.annotations.NullMarked;
