package dev.webrtclab.protocol.link;

import dev.webrtclab.protocol.signaling.MediaState;
import org.jspecify.annotations.Nullable;

/**
 * Something a media peer can show.
 *
 * @param id value of the {@code source} choice: {@code pattern}, {@code file:…}, {@code camera:…},
 *     {@code tone}; at most 256 characters
 * @param label English name for people, at most 128 characters
 * @param durationMs length of a file in ms, when it is known
 * @param width its own picture width in pixels; {@code null} where it has no picture, or none is
 *     known before it is shown
 * @param height its own picture height in pixels, as {@code width}
 * @param framesPerSecond its own pictures per second, as {@code width}
 * @param hasAudio whether there is sound in it; {@code null}: not known
 * @param thumbnail whether a small picture of it can be made
 * @param problem why it can not be shown, in English, at most 256 characters; {@code null}: it can
 */
public record SourceInfo(
        String id,
        String label,
        Kind kind,
        @Nullable Long durationMs,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Double framesPerSecond,
        @Nullable Boolean hasAudio,
        @Nullable Boolean thumbnail,
        @Nullable String problem) {
    /** Most sources that one media peer lists. */
    public static final int MOST = 200;

    /** Where pictures and sound come from. */
    public enum Kind {
        /** Computed colour bars with clock and frame number. */
        PATTERN,
        /** A file of the mounted folder. */
        FILE,
        /** A camera of the machine. */
        CAMERA,
        /** A computed tone, with the picture of the pattern. */
        TONE;

        /** The kind that the part of an id before the colon names; a pattern otherwise. */
        static Kind of(String id) {
            return switch (id.split(":", 2)[0]) {
                case "file" -> FILE;
                case "camera" -> CAMERA;
                case "tone" -> TONE;
                default -> PATTERN;
            };
        }
    }

    @SuppressWarnings("NullAway")
    public SourceInfo {
        if (kind == null) {
            kind = Kind.of(id);
        }
    }

    /** A source of which no more is known than its name; the id tells the kind. */
    public SourceInfo(String id, String label) {
        this(id, label, Kind.of(id), null, null, null, null, null, null, null);
    }

    /** What a member that shows it sends. */
    public MediaState state() {
        boolean seen =
                switch (kind) {
                    case PATTERN, TONE, CAMERA -> true;
                    case FILE -> width != null;
                };
        boolean heard =
                switch (kind) {
                    case TONE -> true;
                    case PATTERN, CAMERA, FILE -> Boolean.TRUE.equals(hasAudio);
                };
        return new MediaState(
                heard ? MediaState.Audio.ON : MediaState.Audio.NONE,
                seen ? MediaState.Video.ON : MediaState.Video.NONE,
                false);
    }
}
