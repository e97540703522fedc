/** What running the service needs: problems, health, trace ids. */
@NullMarked
package dev.webrtclab.natprobe.ops;

import org.jspecify.annotations.NullMarked;
