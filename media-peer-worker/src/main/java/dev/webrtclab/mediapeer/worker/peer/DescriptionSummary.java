package dev.webrtclab.mediapeer.worker.peer;

import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.signaling.EvidenceEvent.MediaSection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a description says about codecs, directions and DTLS (RFC 8866, RFC 8122, RFC 5763). Nothing
 * of ICE is taken over, so its password can not be in it.
 */
final class DescriptionSummary {
    private static final int LONGEST = 200;
    private static final int MOST_SECTIONS = 16;
    private static final int MOST_CODECS = 32;
    private static final Set<String> DIRECTIONS =
            Set.of("sendrecv", "sendonly", "recvonly", "inactive");

    private @Nullable String fingerprint;
    private @Nullable String setup;
    private final List<Section> sections = new ArrayList<>();

    private static final class Section {
        private final String kind;
        private final boolean rejected;
        private final List<String> formats;
        private final Map<String, String> names = new HashMap<>();
        private String direction;

        Section(String[] media, String direction) {
            this.kind = media[0];
            this.rejected = media.length > 1 && media[1].equals("0");
            this.formats = media.length > 3 ? List.of(media).subList(3, media.length) : List.of();
            this.direction = direction;
        }

        MediaSection summary() {
            Set<String> codecs = new LinkedHashSet<>();
            formats.stream().map(names::get).filter(name -> name != null).forEach(codecs::add);
            return new MediaSection(
                    cut(kind),
                    direction,
                    codecs.stream().limit(MOST_CODECS).map(DescriptionSummary::cut).toList(),
                    rejected);
        }
    }

    private DescriptionSummary(String text) {
        String direction = "sendrecv";
        for (String line : text.lines().toList()) {
            Section section = sections.isEmpty() ? null : sections.getLast();
            if (line.startsWith("m=")) {
                sections.add(new Section(line.substring(2).split(" "), direction));
            } else if (line.startsWith("a=fingerprint:") && fingerprint == null) {
                fingerprint = cut(line.substring("a=fingerprint:".length()));
            } else if (line.startsWith("a=setup:") && setup == null) {
                setup = cut(line.substring("a=setup:".length()));
            } else if (line.startsWith("a=") && DIRECTIONS.contains(line.substring(2))) {
                if (section == null) {
                    direction = line.substring(2);
                } else {
                    section.direction = line.substring(2);
                }
            } else if (line.startsWith("a=rtpmap:") && section != null) {
                String[] codec = line.substring("a=rtpmap:".length()).split("[ /]");
                if (codec.length > 1) {
                    section.names.put(codec[0], codec[1]);
                }
            }
        }
    }

    /**
     * The event for a description.
     *
     * @param problem why it was refused; {@code null}: it was applied
     */
    static EvidenceEvent.Description of(
            String text, boolean local, boolean offer, @Nullable String problem, int generation) {
        DescriptionSummary summary = new DescriptionSummary(text);
        return new EvidenceEvent.Description(
                local ? "local" : "remote",
                offer ? "offer" : "answer",
                problem == null,
                problem == null ? null : harmless(problem),
                summary.fingerprint,
                summary.setup,
                summary.sections.stream().limit(MOST_SECTIONS).map(Section::summary).toList(),
                generation);
    }

    /** The engine quotes the line that it does not like, which may be the one with the password. */
    private static String harmless(String problem) {
        int quoted = problem.indexOf("ice-pwd");
        return cut(quoted < 0 ? problem : problem.substring(0, quoted) + "ice-pwd");
    }

    private static String cut(String text) {
        String printable = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return printable.length() > LONGEST ? printable.substring(0, LONGEST) : printable;
    }
}
