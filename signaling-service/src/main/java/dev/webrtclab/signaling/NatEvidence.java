package dev.webrtclab.signaling;

import com.fasterxml.jackson.databind.JsonNode;
import dev.webrtclab.protocol.record.SessionEvent;
import dev.webrtclab.signaling.records.Known;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The NAT report of a participant as an event of its session. */
final class NatEvidence {
    private static final String UNKNOWN = "unknown";

    private NatEvidence() {}

    static Known.Nat of(@Nullable String network, JsonNode report) {
        return new Known.Nat(
                at(report),
                new SessionEvent.NatReported(
                        network,
                        word(report, "nat"),
                        word(report, "mapping"),
                        word(report, "filtering"),
                        report.path("mappedAddress").textValue(),
                        word(report, "udp"),
                        word(report, "tcp"),
                        word(report, "tls")));
    }

    private static @Nullable Double at(JsonNode report) {
        try {
            return (double) Instant.parse(report.path("at").asText()).toEpochMilli();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable String word(JsonNode report, String field) {
        JsonNode value = report.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        return value.isTextual() ? value.textValue() : UNKNOWN;
    }
}
