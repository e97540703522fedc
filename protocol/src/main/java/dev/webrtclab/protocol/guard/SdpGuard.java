package dev.webrtclab.protocol.guard;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import java.util.ArrayList;
import java.util.List;

/**
 * Grammar of a WebRTC session description (RFC 8866 as narrowed by RFC 9429): printable ASCII
 * without {@code %}, bounded, DTLS only, with ICE credentials and a strong fingerprint. Attributes
 * that the engine parses strictly have their own rule in {@link SdpAttributes}; others only have to
 * be harmless, so that newer browsers pass.
 */
public final class SdpGuard {
    /** Longest accepted text, in characters. */
    public static final int MAX_LENGTH = 32 * 1024;

    /** Most media sections. */
    public static final int MAX_SECTIONS = 16;

    private static final int MAX_LINES_PER_SECTION = 400;
    private static final int MAX_LINE = 1024;

    private SdpGuard() {}

    /**
     * Accepts an offer or an answer.
     *
     * @throws RefusedException {@link ErrorCode#DESCRIPTION_REFUSED} with the rule that was broken,
     *     never with the text
     */
    public static GuardedSdp accept(String text) throws RefusedException {
        if (text.length() > MAX_LENGTH) {
            throw refused("at most " + MAX_LENGTH + " characters");
        }
        List<SdpSection> sections = split(text);
        SdpSection session = sections.getFirst();
        if (sections.size() == 1) {
            throw refused("at least one media section is needed");
        }
        session.checkSessionPart();
        boolean receivesVideo = false;
        for (SdpSection media : sections.subList(1, sections.size())) {
            media.checkMediaPart(session);
            receivesVideo |= media.receivesVideo(session);
        }
        return new GuardedSdp(text, receivesVideo);
    }

    /** Session part first, then one element per media section; checks every line's outer form. */
    private static List<SdpSection> split(String text) throws RefusedException {
        List<SdpSection> sections = new ArrayList<>();
        SdpSection current = new SdpSection("");
        sections.add(current);
        int number = 0;
        for (String line : lines(text)) {
            number++;
            checkLine(line, number);
            if (line.startsWith("m=")) {
                if (sections.size() > MAX_SECTIONS) {
                    throw refused("at most " + MAX_SECTIONS + " media sections");
                }
                current = new SdpSection(line);
                sections.add(current);
            } else {
                current.add(line, number);
            }
            if (current.size() > MAX_LINES_PER_SECTION) {
                throw refused("at most " + MAX_LINES_PER_SECTION + " lines in a section");
            }
        }
        return sections;
    }

    private static String[] lines(String text) throws RefusedException {
        if (!text.endsWith("\n")) {
            throw refused("the last line must be ended");
        }
        return text.split("\r?\n", -1).length > MAX_LENGTH / 3
                ? new String[0]
                : text.substring(0, text.length() - (text.endsWith("\r\n") ? 2 : 1))
                        .split("\r?\n", -1);
    }

    private static void checkLine(String line, int number) throws RefusedException {
        if (line.length() > MAX_LINE) {
            throw refused("line " + number + " has more than " + MAX_LINE + " characters");
        }
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c < 0x20 || c > 0x7E || c == '%') {
                throw refused(
                        "line "
                                + number
                                + " has a character that session descriptions do not need");
            }
        }
        if (line.length() < 2
                || line.charAt(1) != '='
                || "vosituepcbtrzkam".indexOf(line.charAt(0)) < 0) {
            throw refused("line " + number + " is not of the form type=value");
        }
    }

    static RefusedException refused(String rule) {
        return new RefusedException(ErrorCode.DESCRIPTION_REFUSED, rule);
    }
}
