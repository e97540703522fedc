package dev.webrtclab.mediapeer.worker.media;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Frame number and sender's time as black and white blocks, so that a viewer can read them out of
 * decoded pixels. The picture is a grid of 40 by 30 blocks (16 by 16 pixels at 640 by 480: one
 * macroblock each); the stamp is its last three rows. In each of them columns 0 and 39 are white,
 * columns 1 and 38 black (sync), columns 2 to 37 carry 36 bits, white = 1, most significant first:
 *
 * <pre>
 * bit   0 …  31  frame number, unsigned
 * bit  32 …  79  time the frame was drawn, ms since the epoch, unsigned
 * bit  80 …  87  CRC-8 of those ten bytes: polynomial 0x07, initial value 0xFF
 * bit  88 … 107  zero
 * </pre>
 *
 * Reference for readers in other languages: docs/frame-stamp.md.
 *
 * @param frame frame number, 0 to 2^32−1
 * @param epochMs ms since the epoch, 0 to 2^48−1
 */
public record FrameStamp(long frame, long epochMs) {
    /** Blocks in a row of the picture. */
    public static final int GRID_COLUMNS = 40;

    /** Blocks in a column of the picture. */
    public static final int GRID_ROWS = 30;

    /** Rows at the bottom that the stamp covers. */
    public static final int STAMP_ROWS = 3;

    private static final int FIRST_ROW = GRID_ROWS - STAMP_ROWS;
    private static final int FIRST_COLUMN = 2;
    private static final int BITS_PER_ROW = 36;
    private static final int BYTES = 10;

    /** Least difference of white and black sync blocks, in luma steps, that counts as a stamp. */
    private static final int LEAST_CONTRAST = 64;

    public FrameStamp {
        if (frame < 0 || frame > 0xFFFF_FFFFL || epochMs < 0 || epochMs > 0xFFFF_FFFF_FFFFL) {
            throw new IllegalArgumentException("frame has 32 bits, time has 48 bits");
        }
    }

    /** Draws the three rows. */
    void draw(I420Image image) {
        byte[] bytes = bytes();
        for (int row = 0; row < STAMP_ROWS; row++) {
            for (int column = 0; column < GRID_COLUMNS; column++) {
                boolean white =
                        switch (column) {
                            case 0, GRID_COLUMNS - 1 -> true;
                            case 1, GRID_COLUMNS - 2 -> false;
                            default -> bit(bytes, row * BITS_PER_ROW + column - FIRST_COLUMN);
                        };
                drawBlock(image, column, FIRST_ROW + row, white ? Yuv.WHITE : Yuv.BLACK);
            }
        }
    }

    /**
     * Reads the stamp of a decoded picture of any size.
     *
     * @param luma the luma plane, read by absolute index
     * @return empty when sync blocks or checksum do not fit
     */
    public static Optional<FrameStamp> read(ByteBuffer luma, int stride, int width, int height) {
        byte[] bytes = new byte[BYTES + 1];
        for (int row = 0; row < STAMP_ROWS; row++) {
            Blocks blocks = new Blocks(luma, stride, width, height, FIRST_ROW + row);
            int white = (blocks.mean(0) + blocks.mean(GRID_COLUMNS - 1)) / 2;
            int black = (blocks.mean(1) + blocks.mean(GRID_COLUMNS - 2)) / 2;
            if (white - black < LEAST_CONTRAST) {
                return Optional.empty();
            }
            for (int i = 0; i < BITS_PER_ROW; i++) {
                int index = row * BITS_PER_ROW + i;
                if (index < bytes.length * 8
                        && blocks.mean(FIRST_COLUMN + i) > (white + black) / 2) {
                    bytes[index / 8] |= (byte) (0x80 >> index % 8);
                }
            }
        }
        if (crc8(bytes) != (bytes[BYTES] & 0xFF)) {
            return Optional.empty();
        }
        ByteBuffer fields = ByteBuffer.wrap(bytes);
        long frame = fields.getInt() & 0xFFFF_FFFFL;
        long epochMs = (fields.getShort() & 0xFFFFL) << 32 | fields.getInt() & 0xFFFF_FFFFL;
        return Optional.of(new FrameStamp(frame, epochMs));
    }

    private byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES + 1);
        bytes.putInt((int) frame).putShort((short) (epochMs >> 32)).putInt((int) epochMs);
        bytes.put((byte) crc8(bytes.array()));
        return bytes.array();
    }

    private static boolean bit(byte[] bytes, int index) {
        return index < bytes.length * 8 && (bytes[index / 8] & 0x80 >> index % 8) != 0;
    }

    private static int crc8(byte[] bytes) {
        int crc = 0xFF;
        for (int i = 0; i < BYTES; i++) {
            crc ^= bytes[i] & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc << 1 ^ ((crc & 0x80) != 0 ? 0x07 : 0)) & 0xFF;
            }
        }
        return crc;
    }

    private static void drawBlock(I420Image image, int column, int row, Yuv colour) {
        int left = column * image.width() / GRID_COLUMNS;
        int right = (column + 1) * image.width() / GRID_COLUMNS;
        int top = row * image.height() / GRID_ROWS;
        int bottom = (row + 1) * image.height() / GRID_ROWS;
        image.fillLuma(left, top, right - left, bottom - top, colour.y());
    }

    /** One row of blocks of a decoded picture. */
    private record Blocks(ByteBuffer luma, int stride, int width, int height, int row) {
        /** Mean luma of the middle quarter of a block, where the codec's ringing does not reach. */
        int mean(int column) {
            int blockWidth = width / GRID_COLUMNS;
            int blockHeight = height / GRID_ROWS;
            int left = column * width / GRID_COLUMNS + blockWidth / 4;
            int top = row * height / GRID_ROWS + blockHeight / 4;
            int columns = Math.max(1, blockWidth / 2);
            int rows = Math.max(1, blockHeight / 2);
            int sum = 0;
            for (int y = top; y < top + rows; y++) {
                for (int x = left; x < left + columns; x++) {
                    sum += luma.get(y * stride + x) & 0xFF;
                }
            }
            return sum / (columns * rows);
        }
    }
}
