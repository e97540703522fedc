package dev.webrtclab.natprobe.ops;

import dev.webrtclab.protocol.ErrorCode;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Problem details (RFC 9457). */
@Schema(name = "Problem", description = "Problem details (RFC 9457).")
record Problem(
        @Schema(
                        description = "Leads to the entry in docs/problems.md.",
                        examples = "/docs/problems.md#not-found")
                String type,
        @Schema(description = "One fixed sentence per type.", examples = "Nothing is here")
                String title,
        @Schema(description = "The HTTP status.", examples = "404") int status,
        @Schema(description = "What is wrong with this request.") String detail,
        @Schema(description = "Finds this request in the log.", examples = "9c1f0a6b2d3e4f50")
                String traceId) {
    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(ErrorCode code, String detail, String traceId) {
        return new Problem(
                "/docs/problems.md#" + code.slug(),
                code.title(),
                code.httpStatus(),
                detail,
                traceId);
    }

    Response response() {
        return Response.status(status).type(MEDIA_TYPE).entity(this).build();
    }
}
