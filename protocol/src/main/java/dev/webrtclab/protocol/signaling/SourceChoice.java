package dev.webrtclab.protocol.signaling;

import org.jspecify.annotations.Nullable;

/**
 * What a media peer is asked to show, and how.
 *
 * @param source id out of its list of sources
 * @param width picture width in pixels, 16 to 1920 and even, of the test pattern at least 160;
 *     {@code null}: the source's own
 * @param height picture height in pixels, 16 to 1920 and even, of the test pattern at least 120;
 *     given with {@code width} or not at all
 * @param framesPerSecond most pictures per second, 1 to 60; {@code null}: the source's own
 * @param positionMs where a file goes on, in ms from its start, 0 to 24 hours; {@code null}: from
 *     the start, or where it is when it is shown already
 * @param loop whether a file begins anew at its end; {@code null}: as it is, at first it does
 */
public record SourceChoice(
        String source,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Integer framesPerSecond,
        @Nullable Long positionMs,
        @Nullable Boolean loop) {
    /** Id of the test pattern without sound. */
    public static final String PATTERN = "pattern";

    private static final String TONE = "tone";
    private static final int LONGEST_ID = 256;
    private static final int LEAST_SIDE = 16;
    private static final int LEAST_PATTERN_WIDTH = 160;
    private static final int LEAST_PATTERN_HEIGHT = 120;
    private static final int MOST_SIDE = 1920;
    private static final int MOST_PIXELS = 1920 * 1080;
    private static final int MOST_FRAMES = 60;
    private static final long MOST_POSITION_MS = 24 * 3_600_000L;

    /**
     * @throws IllegalArgumentException with a sentence for the sender, if a value is out of range
     */
    public SourceChoice {
        if (Texts.required(Texts.shown(source, "source", LONGEST_ID), "source").isEmpty()) {
            throw new IllegalArgumentException("source must not be empty");
        }
        if ((width == null) != (height == null)) {
            throw new IllegalArgumentException("width and height come together or not at all");
        }
        if (width != null && height != null) {
            side(width, "width");
            side(height, "height");
            if (width * height > MOST_PIXELS) {
                throw new IllegalArgumentException(
                        "width times height must be at most 1920 × 1080");
            }
            boolean isPattern = source.equals(PATTERN) || source.equals(TONE);
            if (isPattern && (width < LEAST_PATTERN_WIDTH || height < LEAST_PATTERN_HEIGHT)) {
                throw new IllegalArgumentException(
                        "the pattern needs a width of at least "
                                + LEAST_PATTERN_WIDTH
                                + " and a height of at least "
                                + LEAST_PATTERN_HEIGHT);
            }
        }
        if (framesPerSecond != null && (framesPerSecond < 1 || framesPerSecond > MOST_FRAMES)) {
            throw new IllegalArgumentException(
                    "frames_per_second must be from 1 to " + MOST_FRAMES);
        }
        if (positionMs != null && (positionMs < 0 || positionMs > MOST_POSITION_MS)) {
            throw new IllegalArgumentException("position_ms must be from 0 to " + MOST_POSITION_MS);
        }
    }

    private static void side(int value, String field) {
        if (value < LEAST_SIDE || value > MOST_SIDE || value % 2 != 0) {
            throw new IllegalArgumentException(
                    field + " must be an even number from " + LEAST_SIDE + " to " + MOST_SIDE);
        }
    }

    /** A source as it is. */
    public static SourceChoice of(String source) {
        return new SourceChoice(source, null, null, null, null, null);
    }

    /** What a connection that opens later is to show: everything but the one-time position. */
    public SourceChoice lasting() {
        return new SourceChoice(source, width, height, framesPerSecond, null, loop);
    }
}
