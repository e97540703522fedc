package dev.webrtclab.mediapeer.worker.media;

import java.nio.ByteBuffer;

/**
 * A picture of three planes to draw on: luma at full size, both colour planes at half size (rounded
 * up). The buffers are used by absolute index, so their position does not matter. Not for several
 * threads at once.
 */
public record I420Image(
        int width,
        int height,
        ByteBuffer y,
        int strideY,
        ByteBuffer u,
        int strideU,
        ByteBuffer v,
        int strideV) {
    public I420Image {
        if (width < 2 || height < 2) {
            throw new IllegalArgumentException("a picture has at least 2 by 2 pixels");
        }
        requireRoom(y, strideY, width, height);
        requireRoom(u, strideU, (width + 1) / 2, (height + 1) / 2);
        requireRoom(v, strideV, (width + 1) / 2, (height + 1) / 2);
    }

    /** A black picture on the Java heap without padding. */
    public static I420Image allocate(int width, int height) {
        int halfWidth = (width + 1) / 2;
        int halfHeight = (height + 1) / 2;
        I420Image image =
                new I420Image(
                        width,
                        height,
                        ByteBuffer.allocate(width * height),
                        width,
                        ByteBuffer.allocate(halfWidth * halfHeight),
                        halfWidth,
                        ByteBuffer.allocate(halfWidth * halfHeight),
                        halfWidth);
        image.fill(0, 0, width, height, Yuv.BLACK);
        return image;
    }

    /** Makes it black. */
    public void clear() {
        fill(0, 0, width, height, Yuv.BLACK);
    }

    /** Takes over all pixels of a picture of the same size. */
    public void copyFrom(I420Image other) {
        copyPlane(other.y, other.strideY, y, strideY, width, height);
        int halfWidth = (width + 1) / 2;
        int halfHeight = (height + 1) / 2;
        copyPlane(other.u, other.strideU, u, strideU, halfWidth, halfHeight);
        copyPlane(other.v, other.strideV, v, strideV, halfWidth, halfHeight);
    }

    /** Fills a rectangle; parts outside of the picture are left out. */
    void fill(int left, int top, int columns, int rows, Yuv colour) {
        fillPlane(y, strideY, width, height, left, top, left + columns, top + rows, colour.y());
        int right = (left + columns + 1) / 2;
        int bottom = (top + rows + 1) / 2;
        int halfWidth = (width + 1) / 2;
        int halfHeight = (height + 1) / 2;
        fillPlane(u, strideU, halfWidth, halfHeight, left / 2, top / 2, right, bottom, colour.u());
        fillPlane(v, strideV, halfWidth, halfHeight, left / 2, top / 2, right, bottom, colour.v());
    }

    /**
     * Fills a rectangle of the luma plane only: enough where the ground is black, grey or white.
     */
    void fillLuma(int left, int top, int columns, int rows, int luma) {
        fillPlane(y, strideY, width, height, left, top, left + columns, top + rows, luma);
    }

    private static void fillPlane(
            ByteBuffer plane,
            int stride,
            int width,
            int height,
            int left,
            int top,
            int right,
            int bottom,
            int value) {
        for (int row = Math.max(top, 0); row < Math.min(bottom, height); row++) {
            for (int column = Math.max(left, 0); column < Math.min(right, width); column++) {
                plane.put(row * stride + column, (byte) value);
            }
        }
    }

    private static void copyPlane(
            ByteBuffer from, int fromStride, ByteBuffer to, int toStride, int width, int height) {
        if (fromStride == width && toStride == width) {
            to.put(0, from, 0, width * height);
            return;
        }
        for (int row = 0; row < height; row++) {
            to.put(row * toStride, from, row * fromStride, width);
        }
    }

    private static void requireRoom(ByteBuffer plane, int stride, int width, int height) {
        if (stride < width || plane.capacity() < stride * (height - 1) + width) {
            throw new IllegalArgumentException("a plane is smaller than its picture");
        }
    }
}
