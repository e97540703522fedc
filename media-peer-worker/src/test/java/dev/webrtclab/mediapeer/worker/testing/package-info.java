/** A worker as a child process and a viewer for it, shared by the native tests. */
@NullMarked
package dev.webrtclab.mediapeer.worker.testing;

import org.jspecify.annotations.NullMarked;
