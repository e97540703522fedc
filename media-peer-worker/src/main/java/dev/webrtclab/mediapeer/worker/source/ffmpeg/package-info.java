/** Files and cameras by FFmpeg; the only package that calls it: docs/adr/0014. */
@NullMarked
package dev.webrtclab.mediapeer.worker.source.ffmpeg;

import org.jspecify.annotations.NullMarked;
