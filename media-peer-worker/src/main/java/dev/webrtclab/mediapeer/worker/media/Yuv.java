package dev.webrtclab.mediapeer.worker.media;

/** A colour in limited-range BT.601: luma 16 to 235, colour differences 16 to 240. */
record Yuv(int y, int u, int v) {
    static final Yuv BLACK = new Yuv(16, 128, 128);
    static final Yuv WHITE = new Yuv(235, 128, 128);

    /** From linear display values 0 to 255 (ITU-R BT.601-7 §2.5). */
    static Yuv ofRgb(int red, int green, int blue) {
        return new Yuv(
                (int) Math.round(16 + (65.481 * red + 128.553 * green + 24.966 * blue) / 255),
                (int) Math.round(128 + (-37.797 * red - 74.203 * green + 112.0 * blue) / 255),
                (int) Math.round(128 + (112.0 * red - 93.786 * green - 18.214 * blue) / 255));
    }
}
