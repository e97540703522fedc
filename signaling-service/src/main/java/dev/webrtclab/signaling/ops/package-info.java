/** Problems, metrics, health, log context: what operating the service needs. */
@NullMarked
package dev.webrtclab.signaling.ops;

import org.jspecify.annotations.NullMarked;
