package dev.webrtclab.mediapeer.worker.peer;

import dev.webrtclab.mediapeer.worker.source.Program;
import org.jspecify.annotations.Nullable;

/**
 * What a connection is to show.
 *
 * @param positionMs where a recording goes on, in ms from its start; {@code null}: from the start,
 *     or where it is when it is shown already
 * @param loop whether the end is followed by the beginning; {@code null}: as it is, at first it is
 */
public record Wish(Program program, @Nullable Long positionMs, @Nullable Boolean loop) {
    /** The pattern as it is shown when nobody asks for anything else. */
    public static final Wish STANDARD = new Wish(Program.STANDARD, null, null);
}
