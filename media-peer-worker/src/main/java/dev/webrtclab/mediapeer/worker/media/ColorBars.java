package dev.webrtclab.mediapeer.worker.media;

/**
 * The test pattern: colour bars after SMPTE EG 1, a marker that moves, a clock in UTC and the frame
 * number for people, and a {@link FrameStamp} for programs. Every frame is a function of its number
 * and its time. The still part is drawn once, so a frame costs a copy and a few rectangles.
 */
public final class ColorBars {
    private static final int[][] TOP = {
        {191, 191, 191},
        {191, 191, 0},
        {0, 191, 191},
        {0, 191, 0},
        {191, 0, 191},
        {191, 0, 0},
        {0, 0, 191}
    };
    private static final int[][] MIDDLE = {
        {0, 0, 191},
        {19, 19, 19},
        {191, 0, 191},
        {19, 19, 19},
        {0, 191, 191},
        {19, 19, 19},
        {191, 191, 191}
    };
    private static final int[][] LOW = {
        {0, 33, 76}, {255, 255, 255}, {50, 0, 106}, {19, 19, 19}, {9, 9, 9}, {29, 29, 29}
    };

    private static final int CLOCK_LETTERS = "00:00:00.000 UTC".length();
    private static final int NUMBER_LETTERS = "#0000000".length();
    private static final int MARKER_STEP = 4;

    private final I420Image still;
    private final int scale;
    private final int textTop;
    private final int markerSize;
    private final int markerTop;

    /** Bars of a size; at least 160 by 120 pixels, so that clock and stamp can be read. */
    public ColorBars(int width, int height) {
        if (width < 160 || height < 120) {
            throw new IllegalArgumentException("the pattern needs at least 160 by 120 pixels");
        }
        scale = Math.max(1, width / 128);
        textTop = height / 5;
        markerSize = width / 20;
        markerTop = height / 2;
        still = I420Image.allocate(width, height);
        int bars = height * 2 / 3;
        int reverse = height * 3 / 4;
        int stamp = height * (FrameStamp.GRID_ROWS - FrameStamp.STAMP_ROWS) / FrameStamp.GRID_ROWS;
        drawBand(TOP, 0, bars);
        drawBand(MIDDLE, bars, reverse);
        drawBand(LOW, reverse, stamp);
        still.fill(0, stamp, width, height - stamp, Yuv.BLACK);
        still.fill(
                clockLeft() - scale * 2,
                textTop - scale * 2,
                CLOCK_LETTERS * BitmapFont.ADVANCE * scale + scale * 3,
                (2 * BitmapFont.ROWS + 7) * scale,
                Yuv.BLACK);
    }

    /** Width of every frame in pixels. */
    public int width() {
        return still.width();
    }

    /** Height of every frame in pixels. */
    public int height() {
        return still.height();
    }

    /**
     * Draws one frame over whatever the picture holds.
     *
     * @param stamp number and time of the frame
     * @param image a picture of this pattern's size
     */
    public void draw(FrameStamp stamp, I420Image image) {
        image.copyFrom(still);
        int way = width() - markerSize;
        int step = (int) (stamp.frame() * MARKER_STEP % (2L * way));
        image.fill(
                step < way ? step : 2 * way - step, markerTop, markerSize, markerSize, Yuv.WHITE);
        BitmapFont.draw(image, clock(stamp.epochMs()), clockLeft(), textTop, scale);
        BitmapFont.draw(
                image,
                "#" + padded(stamp.frame() % 10_000_000, NUMBER_LETTERS - 1),
                (width() - NUMBER_LETTERS * BitmapFont.ADVANCE * scale) / 2,
                textTop + (BitmapFont.ROWS + 3) * scale,
                scale);
        stamp.draw(image);
    }

    private int clockLeft() {
        return (still.width() - CLOCK_LETTERS * BitmapFont.ADVANCE * scale) / 2;
    }

    /** Time of day in UTC, {@code HH:MM:SS.mmm UTC}. */
    static String clock(long epochMs) {
        long ms = epochMs % 86_400_000;
        return padded(ms / 3_600_000, 2)
                + ":"
                + padded(ms / 60_000 % 60, 2)
                + ":"
                + padded(ms / 1000 % 60, 2)
                + "."
                + padded(ms % 1000, 3)
                + " UTC";
    }

    private static String padded(long value, int digits) {
        String text = Long.toString(value);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }

    private void drawBand(int[][] colours, int top, int bottom) {
        for (int i = 0; i < colours.length; i++) {
            int left = still.width() * i / colours.length;
            int right = still.width() * (i + 1) / colours.length;
            int[] rgb = colours[i];
            still.fill(left, top, right - left, bottom - top, Yuv.ofRgb(rgb[0], rgb[1], rgb[2]));
        }
    }
}
