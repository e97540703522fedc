package dev.webrtclab.signaling.records.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.webrtclab.diagnosis.verdict.Verdict;
import dev.webrtclab.protocol.record.Participant;
import dev.webrtclab.signaling.records.Summary;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
            @Schema(description = "It came as a file.") boolean imported,
            @Schema(description = "What the diagnosis says of it.") VerdictWord verdict) {
        static Row of(Summary summary, Verdict verdict) {
            Double ended = summary.endedAt();
            return new Row(
                    summary.id(),
                    time(summary.startedAt()),
                    ended == null ? null : time(ended),
                    summary.participants().stream().map(End::of).toList(),
                    summary.events(),
                    summary.imported(),
                    VerdictWord.of(verdict));
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

    /** A verdict in a few words. */
    @Schema(name = "VerdictWord")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record VerdictWord(
            @Schema(examples = "connected-direct") String code,
            @Schema(examples = "good") String tone,
            @Schema(examples = "direct") @Nullable String path,
            @Schema(description = "In each language.") Map<String, String> sentence) {
        static VerdictWord of(Verdict verdict) {
            return new VerdictWord(
                    verdict.code().word(),
                    verdict.tone().word(),
                    verdict.path() == null ? null : verdict.path().word(),
                    Map.of("en", verdict.sentence().en(), "nl", verdict.sentence().nl()));
        }
    }

    /** The record of an imported file. */
    @Schema(name = "Imported")
    record Imported(String id) {}
}
