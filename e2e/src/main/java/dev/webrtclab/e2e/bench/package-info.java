/** {@code ./lab bench …}: measures the running lab beside a limit, in one run. */
@NullMarked
package dev.webrtclab.e2e.bench;

import org.jspecify.annotations.NullMarked;
