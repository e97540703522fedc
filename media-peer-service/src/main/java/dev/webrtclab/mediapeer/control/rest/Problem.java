package dev.webrtclab.mediapeer.control.rest;

import dev.webrtclab.protocol.ErrorCode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Problem document (RFC 9457). */
@Schema(name = "Problem", description = "Problem document of RFC 9457")
public record Problem(
        @Schema(examples = "/docs/problems.md#not-found") String type,
        @Schema(examples = "Nothing is here") String title,
        @Schema(examples = "404") int status,
        @Schema(description = "This case in one sentence") String detail,
        @Schema(description = "Finds the case in the log") String traceId) {

    static Problem of(ErrorCode code, String detail, String traceId) {
        return new Problem(
                "/docs/problems.md#" + code.slug(),
                code.title(),
                code.httpStatus(),
                detail,
                traceId);
    }
}
