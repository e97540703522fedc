package dev.webrtclab.protocol.signaling;

import org.jspecify.annotations.Nullable;

/**
 * What a media peer shows.
 *
 * @param source id out of its list of sources
 * @param width picture width in pixels; {@code null} while nobody watches and nobody chose one
 * @param height picture height in pixels, as {@code width}
 * @param framesPerSecond pictures per second, as {@code width}
 */
public record Shown(
        String source,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Double framesPerSecond) {
    public Shown {
        Texts.required(source, "source");
    }

    /** What a choice promises before anybody watches. */
    public static Shown of(SourceChoice choice) {
        Integer frames = choice.framesPerSecond();
        return new Shown(
                choice.source(),
                choice.width(),
                choice.height(),
                frames == null ? null : frames.doubleValue());
    }
}
