package dev.webrtclab.mediapeer.worker.media;

import java.util.Map;

/** Letters of 5 by 7 dots, enough for a clock and a frame number; others are drawn as a space. */
final class BitmapFont {
    /** Columns from one letter to the next, in dots. */
    static final int ADVANCE = 6;

    /** Rows of a letter, in dots. */
    static final int ROWS = 7;

    private static final int COLUMNS = 5;

    private static final Map<Character, String> GLYPHS =
            Map.ofEntries(
                    Map.entry('0', ".###.#...##..###.#.###..##...#.###."),
                    Map.entry('1', "..#...##....#....#....#....#...###."),
                    Map.entry('2', ".###.#...#....#...#...#...#...#####"),
                    Map.entry('3', "#####...#...#.....#.....##...#.###."),
                    Map.entry('4', "...#...##..#.#.#..#.#####...#....#."),
                    Map.entry('5', "######....####.....#....##...#.###."),
                    Map.entry('6', "..##..#...#....####.#...##...#.###."),
                    Map.entry('7', "#####....#...#...#...#....#....#..."),
                    Map.entry('8', ".###.#...##...#.###.#...##...#.###."),
                    Map.entry('9', ".###.#...##...#.####....#...#..##.."),
                    Map.entry(':', "......##...##.........##...##......"),
                    Map.entry('.', "..........................##...##.."),
                    Map.entry('#', ".#.#..#.#.#####.#.#.#####.#.#..#.#."),
                    Map.entry('U', "#...##...##...##...##...##...#.###."),
                    Map.entry('T', "#####..#....#....#....#....#....#.."),
                    Map.entry('C', ".###.#...##....#....#....#...#.###."));

    private BitmapFont() {}

    /** Draws white dots of {@code scale} pixels on whatever is there; the ground must be black. */
    static void draw(I420Image image, String text, int left, int top, int scale) {
        for (int i = 0; i < text.length(); i++) {
            String glyph = GLYPHS.get(text.charAt(i));
            if (glyph != null) {
                drawGlyph(image, glyph, left + i * ADVANCE * scale, top, scale);
            }
        }
    }

    private static void drawGlyph(I420Image image, String glyph, int left, int top, int scale) {
        for (int dot = 0; dot < COLUMNS * ROWS; dot++) {
            if (glyph.charAt(dot) == '#') {
                image.fillLuma(
                        left + dot % COLUMNS * scale,
                        top + dot / COLUMNS * scale,
                        scale,
                        scale,
                        Yuv.WHITE.y());
            }
        }
    }
}
