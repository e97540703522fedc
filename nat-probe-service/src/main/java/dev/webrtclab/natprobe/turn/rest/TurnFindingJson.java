package dev.webrtclab.natprobe.turn.rest;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.webrtclab.natprobe.turn.TurnFinding;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One sentence about a check, and what to do next. */
@Schema(name = "TurnFinding", description = "One sentence about a check, and what to do next.")
@JsonPropertyOrder({"code", "params", "text", "next"})
public record TurnFindingJson(
        @Schema(description = "Code of docs/turn-checks.md.", examples = "turn-credential-expired")
                String code,
        @Schema(description = "Values for the places of the translated sentences.")
                Map<String, String> params,
        @Schema(
                        description = "The sentence in English.",
                        examples = "The credential expired 37 s ago, at 2026-01-01T12:00:00Z.")
                String text,
        @Schema(description = "The next step in English, for coturn.") String next) {

    static TurnFindingJson of(TurnFinding finding) {
        return new TurnFindingJson(
                finding.code().code(), finding.params(), finding.text(), finding.next());
    }
}
