package dev.webrtclab.diagnosis.internals;

import dev.webrtclab.protocol.signaling.EvidenceEvent.Description;
import dev.webrtclab.protocol.signaling.EvidenceEvent.MediaSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a record keeps of a session description; its ICE password is not read at all. */
record Sdp(String type, String text) {
    private static final Pattern OLD_FORM =
            Pattern.compile("type: (offer|answer|pranswer), sdp: (.*)", Pattern.DOTALL);
    private static final Set<String> DIRECTIONS =
            Set.of("sendrecv", "sendonly", "recvonly", "inactive");
    private static final int MOST = 32;

    /** A description as versions before 2020 wrote it. */
    static Optional<Sdp> ofOldForm(String value) {
        Matcher matcher = OLD_FORM.matcher(value);
        return matcher.matches()
                ? Optional.of(new Sdp(matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }

    Optional<String> ufrag() {
        return attribute("ice-ufrag:");
    }

    List<String> candidates() {
        return text.lines()
                .map(String::trim)
                .filter(line -> line.startsWith("a=candidate:"))
                .map(line -> line.substring(2))
                .limit(MOST)
                .toList();
    }

    Description description(
            String side, boolean accepted, @Nullable String problem, int generation) {
        return new Description(
                side,
                type,
                accepted,
                problem,
                attribute("fingerprint:").map(Text::printable).orElse(null),
                attribute("setup:").map(Text::printable).orElse(null),
                sections(),
                generation);
    }

    private Optional<String> attribute(String name) {
        return text.lines()
                .map(String::trim)
                .filter(line -> line.startsWith("a=" + name))
                .map(line -> line.substring(2 + name.length()))
                .findFirst();
    }

    private List<MediaSection> sections() {
        List<MediaSection> sections = new ArrayList<>();
        String kind = null;
        boolean rejected = false;
        String direction = "sendrecv";
        List<String> codecs = new ArrayList<>();
        for (String raw : text.lines().toList()) {
            String line = raw.trim();
            if (line.startsWith("m=")) {
                add(sections, kind, direction, codecs, rejected);
                String[] words = line.substring(2).split(" ", 3);
                kind = Text.printable(words[0]);
                rejected = words.length > 1 && words[1].equals("0");
                direction = "sendrecv";
                codecs = new ArrayList<>();
            } else if (line.startsWith("a=") && DIRECTIONS.contains(line.substring(2))) {
                direction = line.substring(2);
            } else if (line.startsWith("a=rtpmap:") && line.indexOf(' ') > 0) {
                String name =
                        Text.printable(line.substring(line.indexOf(' ') + 1).split("/", 2)[0]);
                if (!codecs.contains(name) && codecs.size() < MOST) {
                    codecs.add(name.toUpperCase(Locale.ROOT));
                }
            }
        }
        add(sections, kind, direction, codecs, rejected);
        return sections;
    }

    private static void add(
            List<MediaSection> sections,
            @Nullable String kind,
            String direction,
            List<String> codecs,
            boolean rejected) {
        if (kind != null && sections.size() < MOST) {
            sections.add(
                    new MediaSection(
                            kind, direction, codecs.stream().distinct().toList(), rejected));
        }
    }
}
