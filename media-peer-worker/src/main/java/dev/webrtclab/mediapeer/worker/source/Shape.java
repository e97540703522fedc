package dev.webrtclab.mediapeer.worker.source;

/**
 * Size and rate of what is shown.
 *
 * @param width pixels, even, {@value #LEAST} to {@value #MOST_WIDTH}
 * @param height pixels, even, {@value #LEAST} to {@value #MOST_WIDTH}; not more pixels than 1920 by
 *     1080 in all
 * @param framesPerSecond 1 to {@value #MOST_RATE}
 */
public record Shape(int width, int height, int framesPerSecond) {
    /** 640 by 480 at 30 frames/s. */
    public static final Shape STANDARD = new Shape(640, 480, 30);

    static final int LEAST = 16;
    static final int MOST_WIDTH = 1920;
    static final int MOST_PIXELS = 1920 * 1080;
    static final int MOST_RATE = 60;

    static final String RULE =
            "width and height are even, from "
                    + LEAST
                    + " to "
                    + MOST_WIDTH
                    + " and at most 1920 by 1080 pixels, frames per second from 1 to "
                    + MOST_RATE;

    /** About what the pattern needs to be crisp: 800 kbit/s at 640 by 480 and 30 frames/s. */
    private static final double BITS_PER_PIXEL = 800_000.0 / (640.0 * 480 * 30);

    private static final int LEAST_BITS_PER_SECOND = 300_000;
    private static final int MOST_BITS_PER_SECOND = 4_000_000;

    public Shape {
        if (!isAllowed(width, height, framesPerSecond)) {
            throw new IllegalArgumentException(RULE);
        }
    }

    /** Whether there may be such a shape. */
    static boolean isAllowed(int width, int height, int framesPerSecond) {
        return isSide(width)
                && isSide(height)
                && width * height <= MOST_PIXELS
                && framesPerSecond >= 1
                && framesPerSecond <= MOST_RATE;
    }

    private static boolean isSide(int pixels) {
        return pixels >= LEAST && pixels <= MOST_WIDTH && pixels % 2 == 0;
    }

    /**
     * The allowed shape that is nearest to that of a recording, in its proportions.
     *
     * @param width pixels; not positive: unknown
     * @param height pixels; not positive: unknown
     * @param framesPerSecond of the recording; not positive: unknown
     */
    public static Shape near(int width, int height, double framesPerSecond) {
        int rate =
                framesPerSecond > 0
                        ? Math.clamp(Math.round(framesPerSecond), 1, MOST_RATE)
                        : STANDARD.framesPerSecond;
        if (width <= 0 || height <= 0) {
            return new Shape(STANDARD.width, STANDARD.height, rate);
        }
        double scale =
                Math.min(
                        1,
                        Math.min(
                                Math.sqrt((double) MOST_PIXELS / width / height),
                                (double) MOST_WIDTH / Math.max(width, height)));
        return new Shape(side(width * scale), side(height * scale), rate);
    }

    private static int side(double pixels) {
        return Math.clamp((int) (pixels / 2) * 2, LEAST, MOST_WIDTH);
    }

    /** Most that one viewer gets, in bit/s. */
    public int mostBitsPerSecond() {
        double pixels = (double) width * height * framesPerSecond;
        return Math.clamp(
                Math.round(pixels * BITS_PER_PIXEL), LEAST_BITS_PER_SECOND, MOST_BITS_PER_SECOND);
    }
}
