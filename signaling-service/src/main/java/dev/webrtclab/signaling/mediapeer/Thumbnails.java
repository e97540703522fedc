package dev.webrtclab.signaling.mediapeer;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.link.SignalingToPeer;
import dev.webrtclab.signaling.room.MediaPeerOutlet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Small pictures of sources, asked for over the link, because media peers behind a NAT are reached
 * in no other way. Who asks for the same one shares the answer, and the latest are kept until the
 * sources change. Safe for any number of threads.
 */
public final class Thumbnails {
    /** Most pictures that are kept or waited for. */
    private static final int MOST = 256;

    private static final int MOST_BYTES = 64 * 1024;

    /** Start of image and of the next marker (ISO/IEC 10918-1 annex B). */
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};

    private final MediaPeerOutlet outlet;
    private final Duration patience;
    private final Clock clock;

    private final Map<Key, Picture> pictures = new LinkedHashMap<>(16, 0.75f, true);

    private record Key(String mediaPeer, String source) {}

    private record Picture(Instant until, CompletableFuture<byte[]> jpeg) {}

    /**
     * Nothing is kept yet.
     *
     * @param patience how long a media peer may take
     */
    public Thumbnails(MediaPeerOutlet outlet, Duration patience, Clock clock) {
        this.outlet = outlet;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * The picture as a JPEG. Fails with {@link RefusedException}: {@link ErrorCode#SOURCE_FAILED}
     * or {@link ErrorCode#ANSWER_TIMEOUT}.
     */
    public synchronized CompletableFuture<byte[]> ask(String mediaPeer, String source) {
        Key key = new Key(mediaPeer, source);
        Picture known = pictures.get(key);
        if (known != null) {
            return known.jpeg();
        }
        if (pictures.size() >= MOST) {
            Key eldest = pictures.keySet().iterator().next();
            fail(pictures.remove(eldest), ErrorCode.SERVICE_UNAVAILABLE, "too many are asked for");
        }
        var picture = new Picture(clock.instant().plus(patience), new CompletableFuture<>());
        pictures.put(key, picture);
        outlet.tell(mediaPeer, new SignalingToPeer.GetThumbnail(source));
        return picture.jpeg();
    }

    /**
     * A media peer answered.
     *
     * @param base64 the picture, or {@code null} when there is none
     */
    public void made(
            String mediaPeer, String source, @Nullable String base64, @Nullable String problem) {
        Key key = new Key(mediaPeer, source);
        Picture waiting;
        synchronized (this) {
            waiting = pictures.get(key);
        }
        if (waiting == null) {
            return;
        }
        byte[] jpeg = base64 == null ? null : decoded(base64);
        if (jpeg != null) {
            waiting.jpeg().complete(jpeg);
        } else {
            synchronized (this) {
                pictures.remove(key, waiting);
            }
            String why = problem != null ? problem : "the media peer has no picture of it";
            fail(waiting, ErrorCode.SOURCE_FAILED, why);
        }
    }

    /** The sources of a media peer may be others now. */
    public synchronized void forget(String mediaPeer) {
        pictures.entrySet()
                .removeIf(
                        entry ->
                                entry.getKey().mediaPeer().equals(mediaPeer)
                                        && entry.getValue().jpeg().isDone());
    }

    /** Gives up on media peers that did not answer in time. */
    public void expire() {
        Instant now = clock.instant();
        List<Picture> late;
        synchronized (this) {
            late =
                    pictures.values().stream()
                            .filter(each -> !each.jpeg().isDone() && !each.until().isAfter(now))
                            .toList();
            pictures.values().removeAll(late);
        }
        late.forEach(
                each ->
                        fail(
                                each,
                                ErrorCode.ANSWER_TIMEOUT,
                                "no picture within " + patience.toSeconds() + " s"));
    }

    private static void fail(Picture picture, ErrorCode code, String why) {
        picture.jpeg().completeExceptionally(new RefusedException(code, why));
    }

    private static byte @Nullable [] decoded(String base64) {
        if (base64.length() > MOST_BYTES / 3 * 4 + 4) {
            return null;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            boolean isJpeg =
                    bytes.length > JPEG.length
                            && bytes[0] == JPEG[0]
                            && bytes[1] == JPEG[1]
                            && bytes[2] == JPEG[2];
            return isJpeg ? bytes : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
