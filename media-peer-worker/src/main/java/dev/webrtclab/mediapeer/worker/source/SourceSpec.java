package dev.webrtclab.mediapeer.worker.source;

import org.jspecify.annotations.Nullable;

/**
 * What is to be shown, and in which size and rate.
 *
 * @param id {@code pattern}, {@code tone}, {@code file:NAME} or {@code camera:N}
 * @param width pixels; {@code null}: the source's own
 * @param height pixels, given together with {@code width}
 * @param framesPerSecond {@code null}: the source's own
 */
public record SourceSpec(
        String id,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Integer framesPerSecond) {
    /** The test pattern without sound. */
    public static final String PATTERN = "pattern";

    /** The test pattern with a tone. */
    public static final String TONE = "tone";

    /** Beginning of the id of a file. */
    public static final String FILE = "file:";

    /** Beginning of the id of a camera. */
    public static final String CAMERA = "camera:";

    private static final int LEAST_PATTERN_WIDTH = 160;
    private static final int LEAST_PATTERN_HEIGHT = 120;

    /** The pattern as it is shown when nobody asks for anything else. */
    public static final SourceSpec STANDARD =
            new SourceSpec(
                    PATTERN,
                    Shape.STANDARD.width(),
                    Shape.STANDARD.height(),
                    Shape.STANDARD.framesPerSecond());

    /**
     * From what somebody asked for.
     *
     * @throws SourceException when id or shape is none
     */
    public static SourceSpec of(
            String id,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Integer framesPerSecond)
            throws SourceException {
        if (!isId(id)) {
            throw new SourceException(
                    new SourceProblem.Unknown(
                            "a source is pattern, tone, file:NAME or camera:NUMBER"));
        }
        boolean half = (width == null) != (height == null);
        if (half || !Shape.isAllowed(or(width, 640), or(height, 480), or(framesPerSecond, 30))) {
            throw new SourceException(new SourceProblem.ShapeRefused(Shape.RULE));
        }
        SourceSpec wish = new SourceSpec(id, width, height, framesPerSecond);
        return wish.isComputed() ? wish.computed() : wish;
    }

    private SourceSpec computed() throws SourceException {
        Shape shape = shape(Shape.STANDARD);
        if (shape.width() < LEAST_PATTERN_WIDTH || shape.height() < LEAST_PATTERN_HEIGHT) {
            throw new SourceException(
                    new SourceProblem.ShapeRefused(
                            "the pattern needs at least "
                                    + LEAST_PATTERN_WIDTH
                                    + " by "
                                    + LEAST_PATTERN_HEIGHT
                                    + " pixels to be readable"));
        }
        return new SourceSpec(id, shape.width(), shape.height(), shape.framesPerSecond());
    }

    private static int or(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }

    /** The shape that is asked for, the source's own where none is. */
    public Shape shape(Shape own) {
        return new Shape(
                or(width, own.width()),
                or(height, own.height()),
                or(framesPerSecond, own.framesPerSecond()));
    }

    /** Whether it can be shown at once, without a file or device. */
    public boolean isComputed() {
        return id.equals(PATTERN) || id.equals(TONE);
    }

    /** Whether it has a position of its own in time, so that two groups must not share it. */
    public boolean hasPosition() {
        return id.startsWith(FILE);
    }

    /** Whether it can be open once at a time, so that it is shown in one size to everybody. */
    public boolean isDevice() {
        return id.startsWith(CAMERA);
    }

    private static boolean isId(String id) {
        return id.equals(PATTERN)
                || id.equals(TONE)
                || id.startsWith(FILE) && FileName.isAllowed(id.substring(FILE.length()))
                || id.matches(CAMERA + "\\d{1,2}");
    }
}
