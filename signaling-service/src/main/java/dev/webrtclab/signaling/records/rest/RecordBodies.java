package dev.webrtclab.signaling.records.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.webrtclab.protocol.record.Participant;
import dev.webrtclab.signaling.records.Summary;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Shapes of the list of records. */
final class RecordBodies {
    private RecordBodies() {}

    /** All records. */
    @Schema(name = "SessionList")
    record SessionList(@Schema(description = "The latest first.") List<Row> sessions) {}

    /** One record of the list. */
    @Schema(name = "SessionSummary")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Row(
            String id,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Schema(description = "The caller first.") List<End> participants,
            @Schema(description = "Number of events.") int events,
            @Schema(description = "It came as a file.") boolean imported) {
        static Row of(Summary summary) {
            Double ended = summary.endedAt();
            return new Row(
                    summary.id(),
                    time(summary.startedAt()),
                    ended == null ? null : time(ended),
                    summary.participants().stream().map(End::of).toList(),
                    summary.events(),
                    summary.imported());
        }

        private static Instant time(double at) {
            return Instant.ofEpochMilli(Math.round(at));
        }
    }

    /** One end. */
    @Schema(name = "SessionEnd")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record End(String peerId, String role, @Nullable String name, @Nullable String network) {
        static End of(Participant participant) {
            return new End(
                    participant.peerId().value(),
                    participant.role().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    participant.name(),
                    participant.network());
        }
    }

    /** The record of an imported file. */
    @Schema(name = "Imported")
    record Imported(String id) {}
}
