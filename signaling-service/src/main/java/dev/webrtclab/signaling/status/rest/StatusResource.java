package dev.webrtclab.signaling.status.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.webrtclab.protocol.json.WireJson;
import dev.webrtclab.protocol.signaling.Lab;
import dev.webrtclab.signaling.status.StatusBoard;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What works in this lab and what is missing. */
@Path("/api/status")
@Tag(name = "Status", description = "What works in this lab and what is missing")
public class StatusResource {
    private static final ObjectMapper MAPPER = WireJson.mapper();
    private static final String EXAMPLE =
            """
            {"turn":{"state":"down","why":"No answer within 1000 ms.","next":"Look at coturn's log, then start it again."},
             "mediaPeers":{"state":"up","ready":1,"sessions":0,"capacity":16},
             "natProbe":{"state":"up"},"at":"2026-01-01T12:00:00Z"}""";

    private final StatusBoard board;

    StatusResource(StatusBoard board) {
        this.board = board;
    }

    @GET
    @NonBlocking
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "What works and what is missing",
            description = "The same picture is pushed as lab_status to every joined WebSocket.")
    @APIResponse(
            responseCode = "200",
            description = "Each part that is not up says why and what to do next",
            content =
                    @Content(
                            schema = @Schema(implementation = Lab.Status.class),
                            example = EXAMPLE))
    public String status() throws JsonProcessingException {
        return MAPPER.writeValueAsString(board.current());
    }
}
