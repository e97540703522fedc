package dev.webrtclab.signaling.networks.natprobe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.webrtclab.diagnosis.nat.Behaviour;
import dev.webrtclab.diagnosis.nat.NetworkFacts;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;

/** Reads what a forecast needs out of a NAT report; what is unknown there stays unknown. */
final class ReportFacts {
    private ReportFacts() {}

    static NetworkFacts of(JsonNode report) {
        return new NetworkFacts(
                word(report, "nat")
                        .flatMap(
                                nat ->
                                        switch (nat) {
                                            case "none" -> Optional.of(false);
                                            case "present" -> Optional.of(true);
                                            default -> Optional.empty();
                                        }),
                word(report, "mappedAddress").map(ReportFacts::withoutPort),
                behaviour(report, "mapping"),
                behaviour(report, "filtering"),
                reachable(report, "udp"),
                reachable(report, "tcp"),
                reachable(report, "tls"));
    }

    /** When a report was measured; one that does not say so is older than any other. */
    static Instant measuredAt(JsonNode report) {
        try {
            return Instant.parse(report.path("at").asText());
        } catch (DateTimeParseException e) {
            return Instant.MIN;
        }
    }

    private static Optional<Behaviour> behaviour(JsonNode report, String field) {
        return word(report, field)
                .flatMap(
                        value ->
                                Arrays.stream(Behaviour.values())
                                        .filter(behaviour -> behaviour.word().equals(value))
                                        .findFirst());
    }

    /** A connection that is refused reaches nothing either. */
    private static Optional<Boolean> reachable(JsonNode report, String field) {
        return word(report, field).map(value -> value.equals("reachable"));
    }

    private static Optional<String> word(JsonNode report, String field) {
        JsonNode value = report.path(field);
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    private static String withoutPort(String address) {
        int port = address.lastIndexOf(':');
        return port < 0 ? address : address.substring(0, port);
    }
}
