package dev.webrtclab.protocol.guard;

import static dev.webrtclab.protocol.guard.SdpGuard.refused;

import dev.webrtclab.protocol.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The session part or one media section of a description, while it is checked. */
final class SdpSection {
    private static final Pattern MEDIA =
            Pattern.compile(
                    "m=(?<kind>audio|video|application) (?<port>\\d{1,5})"
                            + " (?<protocol>[A-Z/]{3,24}) (?<formats>[A-Za-z0-9-]{1,24}(?: \\d{1,3}){0,63})");
    private static final Set<String> PROTOCOLS =
            Set.of("UDP/TLS/RTP/SAVPF", "UDP/DTLS/SCTP", "TCP/DTLS/SCTP", "DTLS/SCTP");
    private static final Pattern CONNECTION = Pattern.compile("c=IN IP[46] [0-9A-Fa-f.:]{2,45}");
    private static final Pattern OTHER = Pattern.compile("[votsbi]=[^\\s].{0,255}");
    private static final Set<String> DIRECTIONS =
            Set.of("sendrecv", "sendonly", "recvonly", "inactive");

    private final String mediaLine;
    private final List<String> attributes = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private int lines;

    SdpSection(String mediaLine) {
        this.mediaLine = mediaLine;
    }

    int size() {
        return lines;
    }

    void add(String line, int number) throws RefusedException {
        lines++;
        if (line.startsWith("a=")) {
            String attribute = line.substring(2);
            if (!SdpAttributes.isSound(attribute)) {
                throw refused("line " + number + " breaks the rule of its attribute");
            }
            attributes.add(attribute);
        } else if (line.startsWith("c=")
                ? !CONNECTION.matcher(line).matches()
                : !OTHER.matcher(line).matches()) {
            throw refused("line " + number + " breaks the rule of its type");
        } else {
            others.add(line);
        }
    }

    void checkSessionPart() throws RefusedException {
        if (others.isEmpty() || !others.getFirst().equals("v=0")) {
            throw refused("the first line must be v=0");
        }
        if (others.stream().noneMatch(line -> line.startsWith("o="))
                || others.stream().noneMatch(line -> line.startsWith("t="))) {
            throw refused("origin and time are needed");
        }
    }

    void checkMediaPart(SdpSection session) throws RefusedException {
        Matcher media = MEDIA.matcher(mediaLine);
        if (!media.matches() || Integer.parseInt(media.group("port")) > 65_535) {
            throw refused("a media line is not of the form m=kind port protocol formats");
        }
        if (!PROTOCOLS.contains(media.group("protocol"))) {
            throw refused("media must be protected by DTLS: UDP/TLS/RTP/SAVPF or UDP/DTLS/SCTP");
        }
        if (isRejected(media)) {
            return;
        }
        for (String needed : List.of("ice-ufrag:", "ice-pwd:", "fingerprint:", "setup:")) {
            if (!has(needed) && !session.has(needed)) {
                throw refused(
                        "an active media section needs a="
                                + needed.substring(0, needed.length() - 1));
            }
        }
    }

    boolean receivesVideo(SdpSection session) {
        Matcher media = MEDIA.matcher(mediaLine);
        if (!media.matches() || !media.group("kind").equals("video") || isRejected(media)) {
            return false;
        }
        String direction =
                attributes.stream()
                        .filter(DIRECTIONS::contains)
                        .findFirst()
                        .or(
                                () ->
                                        session.attributes.stream()
                                                .filter(DIRECTIONS::contains)
                                                .findFirst())
                        .orElse("sendrecv");
        return direction.equals("sendrecv") || direction.equals("recvonly");
    }

    private boolean isRejected(Matcher media) {
        return media.group("port").equals("0") && !attributes.contains("bundle-only");
    }

    private boolean has(String prefix) {
        return attributes.stream().anyMatch(attribute -> attribute.startsWith(prefix));
    }
}
