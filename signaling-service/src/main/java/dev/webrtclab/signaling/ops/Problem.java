package dev.webrtclab.signaling.ops;

import dev.webrtclab.protocol.Refusal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A refusal over REST (RFC 9457). */
@Schema(description = "A refusal, as application/problem+json of RFC 9457")
public record Problem(
        @Schema(
                        description = "Leads to the entry of docs/problems.md; ends in the slug",
                        examples = "/docs/problems.md#media-peers-full")
                String type,
        @Schema(description = "One fixed sentence per type", examples = "All media peers are busy")
                String title,
        @Schema(description = "The HTTP status", examples = "503") int status,
        @Schema(
                        description = "This case, in one sentence",
                        examples = "every media peer that could serve it is busy")
                String detail,
        @Schema(
                        description = "Finds the case in the log of the service",
                        examples = "4bf92f3577b34da6")
                String traceId) {

    /** The document of a refusal. */
    static Problem of(Refusal refusal, String traceId) {
        return new Problem(
                "/docs/problems.md#" + refusal.code().slug(),
                refusal.code().title(),
                refusal.code().httpStatus(),
                refusal.detail(),
                traceId);
    }
}
