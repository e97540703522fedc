/** Every network with every other one: forecast, call, outcome. */
@NullMarked
package dev.webrtclab.signaling.matrix;

import org.jspecify.annotations.NullMarked;
