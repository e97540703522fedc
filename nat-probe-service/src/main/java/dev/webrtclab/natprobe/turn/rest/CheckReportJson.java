package dev.webrtclab.natprobe.turn.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.webrtclab.natprobe.turn.CheckReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What all checks of one request found. */
@Schema(name = "TurnCheckReport", description = "What the checks of one request found.")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"at", "tookMs", "vantage", "passed", "checks"})
public record CheckReportJson(
        @Schema(description = "When the checks began.", examples = "2026-01-01T12:00:00.123Z")
                String at,
        @Schema(description = "How long they took together, in milliseconds.", examples = "31.4")
                double tookMs,
        @Schema(
                        description = "Whose network position this describes.",
                        examples = "nat-probe-service, on the media network of the lab")
                String vantage,
        @Schema(description = "Whether no stage of any URL failed.", examples = "true")
                boolean passed,
        @Schema(description = "One per URL, in the order of the request.")
                List<UrlCheckJson> checks) {

    /** The wire form. */
    public static CheckReportJson of(
            Instant at, Duration took, String vantage, List<CheckReport> reports) {
        return new CheckReportJson(
                at.toString(),
                StageJson.millis(took),
                vantage,
                reports.stream().allMatch(CheckReport::passed),
                reports.stream().map(UrlCheckJson::of).toList());
    }
}
