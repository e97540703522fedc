package dev.webrtclab.natprobe.turn.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.webrtclab.natprobe.turn.CheckReport;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the check of one URL found. */
@Schema(name = "TurnUrlCheck", description = "What the check of one URL found.")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"url", "transport", "server", "passed", "certificateEnd", "stages", "findings"})
public record UrlCheckJson(
        @Schema(examples = "turn:198.51.100.10:3478?transport=tcp") String url,
        @Schema(
                        description = "What carries STUN between client and server.",
                        enumeration = {"udp", "tcp", "tls"})
                String transport,
        @Schema(
                        description =
                                "The address that was asked; absent when the name did not resolve, or when it is none of"
                                        + " the lab's servers and could not be reached.",
                        examples = "198.51.100.10:3478")
                @Nullable String server,
        @Schema(description = "Whether no stage failed.", examples = "true") boolean passed,
        @Schema(
                        description =
                                "When the first certificate of the server's chain ends; only over TLS.",
                        examples = "2027-01-01T00:00:00Z")
                @Nullable String certificateEnd,
        @Schema(description = "The four stages in their order.") List<StageJson> stages,
        @Schema(description = "What it means and what to do next.")
                List<TurnFindingJson> findings) {

    static UrlCheckJson of(CheckReport report) {
        return new UrlCheckJson(
                report.url().text(),
                report.url().transport().word(),
                report.server() == null ? null : report.server().toString(),
                report.passed(),
                report.certificateEnd() == null ? null : report.certificateEnd().toString(),
                report.stages().stream().map(StageJson::of).toList(),
                report.findings().stream().map(TurnFindingJson::of).toList());
    }
}
