package dev.webrtclab.mediapeer.worker.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Session descriptions for tests that need no connection. */
public final class Offers {
    private Offers() {}

    /** An offer of Chromium 156 to receive video: the one the worker warms up with. */
    public static String ofChromium() {
        try (InputStream in =
                Offers.class.getResourceAsStream(
                        "/dev/webrtclab/mediapeer/worker/warm-up-offer.sdp")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
