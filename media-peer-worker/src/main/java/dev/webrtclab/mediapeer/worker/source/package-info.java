/**
 * What a connection can be shown and heard: the port {@link
 * dev.webrtclab.mediapeer.worker.source.MediaSource}, sources that are computed, and the rules
 * about names, sizes and time. Core: may use {@code java.*} and {@code media} only; files and
 * cameras are read in {@code source.ffmpeg}.
 */
@NullMarked
package dev.webrtclab.mediapeer.worker.source;

import org.jspecify.annotations.NullMarked;
