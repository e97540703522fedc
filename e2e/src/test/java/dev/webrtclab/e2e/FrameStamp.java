package dev.webrtclab.e2e;

import com.microsoft.playwright.Locator;
import java.util.Map;

/**
 * What the Java peer burned into a picture, read out of the pixels that the browser decoded; layout
 * and checksum as in docs/frame-stamp.md.
 *
 * @param frameNumber counted by the source
 * @param sentAt the sender's clock, in ms since the epoch
 */
record FrameStamp(long frameNumber, long sentAt) {
    private static final String READ =
            """
            async video => {
              const canvas = new OffscreenCanvas(640, 480);
              const paint = canvas.getContext('2d', { willReadFrequently: true });
              const shown = () => new Promise(done => video.requestVideoFrameCallback(done));
              for (let tries = 0; tries < 60; tries++) {
                // A video that stands still shows no other picture.
                if (tries > 0 || !video.paused) await shown();
                paint.drawImage(video, 0, 0, 640, 480);
                const { data } = paint.getImageData(0, 432, 640, 48);
                const block = (column, row) => data[((row * 16 + 8) * 640 + column * 16 + 8) * 4 + 1];
                const bytes = new Array(11).fill(0);
                let sound = true;
                for (let row = 0; row < 3; row++) {
                  const white = (block(0, row) + block(39, row)) / 2, black = (block(1, row) + block(38, row)) / 2;
                  sound &&= white - black > 64;
                  for (let i = 0; i < 36; i++) {
                    const bit = row * 36 + i;
                    if (bit < 88 && block(2 + i, row) > (white + black) / 2) bytes[bit >> 3] |= 0x80 >> (bit & 7);
                  }
                }
                let crc = 0xff;
                for (const byte of bytes.slice(0, 10)) {
                  crc ^= byte;
                  for (let i = 0; i < 8; i++) crc = ((crc << 1) ^ (crc & 0x80 ? 0x07 : 0)) & 0xff;
                }
                if (!sound || crc !== bytes[10]) continue;
                const number = (from, to) => bytes.slice(from, to).reduce((sum, byte) => sum * 256 + byte, 0);
                return { frame: number(0, 4), at: number(4, 10) };
              }
              throw new Error('no frame stamp in 60 pictures');
            }
            """;

    /**
     * Reads the stamp of the next picture whose checksum fits; of a paused video, of the present
     * one.
     */
    static FrameStamp read(CallPage call) {
        return read(call.element("remote-video"));
    }

    /** The same of any video. */
    @SuppressWarnings("unchecked")
    static FrameStamp read(Locator video) {
        Map<String, Number> stamp = (Map<String, Number>) InTime.evaluate(video, READ);
        return new FrameStamp(stamp.get("frame").longValue(), stamp.get("at").longValue());
    }
}
