/**
 * One child JVM per worker and the JSON lines on its pipes. May use {@code java.*}, the protocol
 * and logging; knows nothing of sessions.
 */
@NullMarked
package dev.webrtclab.mediapeer.worker;

import org.jspecify.annotations.NullMarked;
