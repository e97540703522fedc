package dev.webrtclab.mediapeer.worker.peer;

import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.guard.GuardedSdp;
import dev.webrtclab.protocol.guard.SdpGuard;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;

/**
 * The changes we make to session descriptions, as text in and text out:
 *
 * <ul>
 *   <li>candidates with {@code .local} names leave the offer: libwebrtc would ask the system's
 *       resolver for them, which can not know them; the browser is found by its own checks instead
 *   <li>VP8 moves to the front of a video section: it costs us least to encode
 *   <li>the answer says {@code a=setup:passive} where the offer leaves the choice: as DTLS client
 *       the browser begins as soon as it can send, and our last flight and first media leave
 *       together
 * </ul>
 */
public final class Descriptions {
    /**
     * Where the bandwidth estimate begins: high enough that the first key frame leaves in one go.
     */
    private static final int START_KBPS = 2000;

    private static final String CODEC = "VP8/90000";

    private Descriptions() {}

    /** Whether an offer names a candidate only its own link can resolve. */
    static boolean hidesAddresses(GuardedSdp offer) {
        return offer.text().lines().anyMatch(Descriptions::isHidden);
    }

    /**
     * The offer as the native library gets it.
     *
     * @throws RefusedException when the changed text is longer than a description may be
     */
    static GuardedSdp forNative(GuardedSdp offer) throws RefusedException {
        List<String> lines =
                new ArrayList<>(offer.text().lines().filter(line -> !isHidden(line)).toList());
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("m=video ")) {
                i = preferCodec(lines, i);
            }
        }
        return SdpGuard.accept(String.join("\r\n", lines) + "\r\n");
    }

    /** Whether the offer leaves the DTLS role to us (RFC 8842 §5.3). */
    static boolean leavesRole(GuardedSdp offer) {
        return offer.text().lines().anyMatch("a=setup:actpass"::equals);
    }

    /** The answer with us as DTLS server. */
    public static String passive(String answer) {
        return answer.replace("a=setup:active\r\n", "a=setup:passive\r\n");
    }

    /** The ICE user fragment of the first section that has one; empty when there is none. */
    static String iceFragment(String description) {
        return description
                .lines()
                .filter(line -> line.startsWith("a=ice-ufrag:"))
                .findFirst()
                .orElse("");
    }

    private static boolean isHidden(String line) {
        return line.startsWith("a=candidate:") && line.toLowerCase(Locale.ROOT).contains(".local ");
    }

    /** Works on the section that begins at a line; answers the index of its last line. */
    private static int preferCodec(List<String> lines, int first) {
        int end = first + 1;
        SequencedSet<String> preferred = new LinkedHashSet<>();
        while (end < lines.size() && !lines.get(end).startsWith("m=")) {
            String line = lines.get(end);
            if (line.startsWith("a=rtpmap:") && line.endsWith(" " + CODEC)) {
                preferred.add(line.substring("a=rtpmap:".length(), line.indexOf(' ')));
            }
            end++;
        }
        String[] media = lines.get(first).split(" ");
        SequencedSet<String> formats = new LinkedHashSet<>();
        List<String> offered = List.of(media).subList(3, media.length);
        offered.stream().filter(preferred::contains).forEach(formats::add);
        formats.addAll(offered);
        lines.set(
                first,
                String.join(" ", media[0], media[1], media[2]) + " " + String.join(" ", formats));
        for (String format : preferred) {
            lines.add(end++, "a=fmtp:" + format + " x-google-start-bitrate=" + START_KBPS);
        }
        return end - 1;
    }
}
