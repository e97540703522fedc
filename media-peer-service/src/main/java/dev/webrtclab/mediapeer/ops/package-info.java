/**
 * What operators watch: health and figures. May use Micrometer, MicroProfile Health and control.
 */
@NullMarked
package dev.webrtclab.mediapeer.ops;

import org.jspecify.annotations.NullMarked;
