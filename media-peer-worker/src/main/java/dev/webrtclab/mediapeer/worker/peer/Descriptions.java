package dev.webrtclab.mediapeer.worker.peer;

import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.guard.GuardedSdp;
import dev.webrtclab.protocol.guard.SdpGuard;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The changes we make to session descriptions, as text in and text out:
 *
 * <ul>
 *   <li>candidates with {@code .local} names leave the offer: libwebrtc would ask the system's
 *       resolver for them, which can not know them; the browser is found by its own checks instead
 *   <li>a video section that has VP8 keeps only that and its repair format: every browser has it,
 *       and a description of a quarter of the length is answered sooner
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

    private static final String UFRAG = "a=ice-ufrag:";
    private static final String FORMAT = "format";
    private static final Pattern VP8 = Pattern.compile("(?i)a=rtpmap:(?<format>\\d+) VP8/90000");
    private static final Pattern REPAIR = Pattern.compile("a=fmtp:(?<format>\\d+) apt=(?<of>\\d+)");
    private static final Pattern OF_FORMAT =
            Pattern.compile("a=(?:rtpmap|fmtp|rtcp-fb):(?<format>\\d+) .*");

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
        List<String> lines = new ArrayList<>();
        List<String> section = new ArrayList<>();
        for (String line : offer.text().lines().toList()) {
            if (line.startsWith("m=") && !section.isEmpty()) {
                lines.addAll(reduced(section));
                section.clear();
            }
            if (!isHidden(line)) {
                section.add(line);
            }
        }
        lines.addAll(reduced(section));
        return SdpGuard.accept(String.join("\r\n", lines) + "\r\n");
    }

    /** The answer as the native library gets it. */
    static GuardedSdp forViewer(GuardedSdp answer) throws RefusedException {
        return SdpGuard.accept(
                answer.text()
                        .lines()
                        .filter(line -> !isHidden(line))
                        .collect(Collectors.joining("\r\n", "", "\r\n")));
    }

    /** Whether the remote offers to receive sound: an audio section that is not only sent. */
    public static boolean receivesAudio(GuardedSdp offer) {
        boolean sectionReceives = false;
        boolean audio = false;
        for (String line : offer.text().lines().toList()) {
            if (line.startsWith("m=")) {
                if (audio && sectionReceives) {
                    return true;
                }
                audio = line.startsWith("m=audio ") && !line.startsWith("m=audio 0 ");
                sectionReceives = true;
            } else if (line.equals("a=sendonly") || line.equals("a=inactive")) {
                sectionReceives = false;
            }
        }
        return audio && sectionReceives;
    }

    /** Whether the offer leaves the DTLS role to us (RFC 8842 §5.3). */
    static boolean leavesRole(GuardedSdp offer) {
        return offer.text().lines().anyMatch("a=setup:actpass"::equals);
    }

    /** The answer with us as DTLS server. */
    public static String passive(String answer) {
        return answer.replace("a=setup:active\r\n", "a=setup:passive\r\n");
    }

    /** The ICE user fragments of all sections. */
    public static Set<String> ufrags(String description) {
        return description
                .lines()
                .filter(line -> line.startsWith(UFRAG))
                .map(line -> line.substring(UFRAG.length()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The ICE user fragment of the first section that has one; empty when there is none. */
    static String iceFragment(String description) {
        return description.lines().filter(line -> line.startsWith(UFRAG)).findFirst().orElse("");
    }

    private static boolean isHidden(String line) {
        return line.startsWith("a=candidate:") && line.toLowerCase(Locale.ROOT).contains(".local ");
    }

    /** The lines of one media section; a video section that has VP8 keeps nothing else. */
    private static List<String> reduced(List<String> section) {
        Set<String> formats = new LinkedHashSet<>();
        if (section.getFirst().startsWith("m=video ")) {
            section.forEach(line -> match(VP8, line).ifPresent(formats::add));
        }
        if (formats.isEmpty()) {
            return section;
        }
        List<String> encoded = List.copyOf(formats);
        for (String line : section) {
            Matcher repair = REPAIR.matcher(line);
            if (repair.matches() && formats.contains(repair.group("of"))) {
                formats.add(repair.group(FORMAT));
            }
        }
        List<String> kept = new ArrayList<>();
        String[] media = section.getFirst().split(" ");
        kept.add(String.join(" ", media[0], media[1], media[2], String.join(" ", formats)));
        for (String line : section.subList(1, section.size())) {
            if (match(OF_FORMAT, line).map(formats::contains).orElse(true)) {
                kept.add(line);
            }
        }
        encoded.forEach(
                format -> kept.add("a=fmtp:" + format + " x-google-start-bitrate=" + START_KBPS));
        return kept;
    }

    private static Optional<String> match(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.matches() ? Optional.of(matcher.group(FORMAT)) : Optional.empty();
    }
}
