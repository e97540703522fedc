package dev.webrtclab.e2e.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The STUN and TURN rows of a media peer in the diagram, compared with the wire and the record.
 *
 * @param rows of the whole diagram
 * @param mediaPeer whose rows
 * @param zero lab time from which rows count
 */
record DrawnStun(List<DrawnRow> rows, String mediaPeer, double zero) {
    private static final Pattern ADDRESS = Pattern.compile("(\\d+(?:\\.\\d+){3}):(\\d+)");

    static DrawnStun of(List<DrawnRow> rows, String mediaPeer, JsonNode record) {
        for (JsonNode event : record.path("events")) {
            if (event.path("type").asText().equals("signal")) {
                return new DrawnStun(rows, mediaPeer, event.path("at").asDouble());
            }
        }
        throw new IllegalArgumentException("no signal gives the zero of the times");
    }

    /**
     * Each derived exchange was on the wire, and its answer passed when the row says; each address
     * that the wire gave is drawn; what left no candidate is a named gap.
     *
     * @return how many are drawn derived
     */
    int assertBindings(List<Binding> bindings, ClockOffset clock) {
        List<DrawnRow> derived = shown("derived", "stun");
        List<String> wrong = new ArrayList<>();
        for (DrawnRow row : derived) {
            Packet.End drawn = addressOf(row);
            List<Binding> same =
                    bindings.stream()
                            .filter(binding -> drawn.equals(binding.mapped()))
                            .filter(binding -> fits(row, binding, clock))
                            .toList();
            System.out.printf(
                    "  derived %s %s, on the wire: %s%n",
                    drawn,
                    row.time(),
                    same.stream()
                            .map(
                                    binding ->
                                            "%.3f to %.3f ms"
                                                    .formatted(
                                                            binding.askedAt() - zero,
                                                            binding.answeredAt() - zero))
                            .toList());
            if (same.isEmpty()) {
                wrong.add(row.toString());
            }
        }
        long silent = bindings.stream().filter(binding -> binding.mapped() == null).count();
        long own = bindings.stream().filter(b -> b.mapped() != null && !b.isMapped()).count();
        List<DrawnRow> gaps = shown("gap", "stun");
        System.out.printf(
                "  %d Binding transactions (%d saw the own address, %d without success),"
                        + " %d drawn derived, %d named gap%n",
                bindings.size(), own, silent, derived.size(), gaps.size());
        assertThat(wrong).as("drawn, but not on the wire then: %s", bindings).isEmpty();
        assertThat(texts(derived.stream().map(DrawnStun::addressOf).toList()))
                .as("mapped addresses drawn and on the wire")
                .isEqualTo(
                        texts(
                                bindings.stream()
                                        .filter(Binding::isMapped)
                                        .map(Binding::mapped)
                                        .map(Objects::requireNonNull)
                                        .toList()));
        if (own + silent > 0) {
            assertThat(gaps).as("gap for what left no candidate").hasSize(1);
        }
        return derived.size();
    }

    /**
     * Each TURN message that the record has of the media peer is one measured arrow, then.
     *
     * @return how many
     */
    int assertTurn(JsonNode record) {
        int compared = 0;
        for (JsonNode event : record.path("events")) {
            String type = event.path("type").asText();
            boolean sent = type.equals("stun_sent");
            if (!(sent || type.equals("stun_received"))
                    || !event.path("toward").asText().equals("turn")
                    || !event.path("source").path("by").asText().equals(mediaPeer)) {
                continue;
            }
            int n = event.path("n").asInt();
            List<DrawnRow> drawn =
                    rows.stream()
                            .filter(row -> row.kind().equals("turn"))
                            .filter(row -> row.style().equals("measured"))
                            .filter(row -> !row.events().isEmpty() && row.events().getFirst() == n)
                            .toList();
            assertThat(drawn).as("arrow of event %d", n).hasSize(1);
            DrawnRow row = drawn.getFirst();
            assertThat(row.from()).isEqualTo(sent ? mediaPeer : "@turn");
            assertThat(row.to()).isEqualTo(sent ? "@turn" : mediaPeer);
            assertThat(row.since()).isNull();
            // Half a microsecond: numbers of this size have no finer digits.
            assertThat(zero + row.at()).isEqualTo(event.path("at").asDouble(), within(0.001));
            assertThat(row.error())
                    .isEqualTo(event.path("uncertaintyMs").asDouble(), within(0.001));
            compared++;
        }
        System.out.printf("  %d TURN arrows of the media peer as the record has them%n", compared);
        return compared;
    }

    private List<DrawnRow> shown(String style, String kind) {
        return rows.stream()
                .filter(row -> row.style().equals(style) && row.kind().equals(kind))
                .filter(row -> row.from().equals(mediaPeer))
                .toList();
    }

    private boolean fits(DrawnRow row, Binding binding, ClockOffset clock) {
        return row.since() != null
                && row.allows(binding.askedAt() - zero, clock.uncertaintyMs())
                && row.allows(binding.answeredAt() - zero, clock.uncertaintyMs());
    }

    private static Packet.End addressOf(DrawnRow row) {
        Matcher address = ADDRESS.matcher(row.words());
        if (!address.find()) {
            throw new IllegalStateException("no address in: " + row.words());
        }
        return new Packet.End(address.group(1), Integer.parseInt(address.group(2)));
    }

    private static Set<String> texts(List<Packet.End> ends) {
        return ends.stream()
                .map(Packet.End::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
