package dev.webrtclab.mediapeer.worker.source;

/**
 * Where a picture of other proportions goes in a frame: as large as it fits, in the middle, black
 * around it. All numbers are even pixels.
 */
public record Letterbox(int left, int top, int width, int height) {
    private static final int LEAST = 2;

    /**
     * Fits a picture.
     *
     * @param pictureWidth pixels, at least 1
     * @param pictureHeight pixels, at least 1
     * @param pixelAspect width of a pixel divided by its height; not positive or not finite: square
     */
    public static Letterbox fit(
            int pictureWidth, int pictureHeight, double pixelAspect, int width, int height) {
        double aspect = pixelAspect > 0 && Double.isFinite(pixelAspect) ? pixelAspect : 1;
        double proportion = pictureWidth * aspect / pictureHeight;
        int columns = Math.clamp(even(height * proportion), LEAST, width);
        int rows = Math.clamp(even(width / proportion), LEAST, height);
        return new Letterbox((width - columns) / 4 * 2, (height - rows) / 4 * 2, columns, rows);
    }

    private static int even(double pixels) {
        return (int) Math.min(Math.round(pixels / 2) * 2, Integer.MAX_VALUE - 1);
    }
}
