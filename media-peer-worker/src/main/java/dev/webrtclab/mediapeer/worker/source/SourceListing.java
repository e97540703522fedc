package dev.webrtclab.mediapeer.worker.source;

import org.jspecify.annotations.Nullable;

/**
 * One entry of the list of what can be shown here.
 *
 * @param id for {@link SourceSpec#of}
 * @param label for people
 * @param durationMs of a recording, {@code null}: unknown or none
 * @param width of the picture in the recording, {@code null}: unknown, or any
 * @param framesPerSecond of the recording
 * @param hasPicture whether there is a picture, and so a thumbnail
 * @param problem why it can not be shown; {@code null}: it can
 */
public record SourceListing(
        String id,
        String label,
        Kind kind,
        @Nullable Long durationMs,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Double framesPerSecond,
        boolean hasAudio,
        boolean hasPicture,
        @Nullable SourceProblem problem) {
    /** What a source is. */
    public enum Kind {
        PATTERN,
        TONE,
        FILE,
        CAMERA
    }

    /** A source that is computed, in any size. */
    static SourceListing computed(String id, String label, Kind kind, boolean hasAudio) {
        return new SourceListing(id, label, kind, null, null, null, null, hasAudio, true, null);
    }

    /** Something that can not be shown. */
    public static SourceListing broken(String id, String label, Kind kind, SourceProblem problem) {
        return new SourceListing(id, label, kind, null, null, null, null, false, false, problem);
    }
}
