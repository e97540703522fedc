package dev.webrtclab.signaling.records.rest;

import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.record.RecordJson;
import dev.webrtclab.signaling.LabClock;
import dev.webrtclab.signaling.ops.BodySize;
import dev.webrtclab.signaling.records.SessionRecords;
import dev.webrtclab.signaling.records.rest.RecordBodies.Imported;
import dev.webrtclab.signaling.records.rest.RecordBodies.Row;
import dev.webrtclab.signaling.records.rest.RecordBodies.SessionList;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Session records: which there are, and files that join them. */
@Path("/api/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Session records", description = "What was observed of each connection")
public class RecordsResource {
    private final SessionRecords records;
    private final RecordJson recordJson;
    private final FileReader files;
    private final Clock clock;

    RecordsResource(SessionRecords records, RecordJson recordJson, FileReader files, Clock clock) {
        this.records = records;
        this.recordJson = recordJson;
        this.files = files;
        this.clock = clock;
    }

    @GET
    @NonBlocking
    @Operation(summary = "Records that are kept, the latest first")
    @APIResponse(responseCode = "200", description = "One line each")
    public SessionList list() {
        return new SessionList(records.list().stream().map(Row::of).toList());
    }

    @POST
    @Path("imports")
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(
            summary = "Keep a session file beside the records of this lab",
            description = "A file that was exported here or elsewhere, of at most 10 MiB.")
    @APIResponse(
            responseCode = "201",
            description = "It is kept under a new id",
            content = @Content(schema = @Schema(implementation = Imported.class)))
    @APIResponse(responseCode = "400", description = "malformed-json")
    @APIResponse(responseCode = "413", description = "message-too-large: above 10 MiB")
    @APIResponse(responseCode = "422", description = "session-file-refused")
    public Response keep(@BodySize(most = FileReader.MOST_BYTES) InputStream file)
            throws RefusedException, InterruptedException {
        String id =
                records.keep(
                        files.read(file, recordJson::read), LabClock.toMillis(clock.instant()));
        return Response.created(URI.create("/api/sessions/" + id)).entity(new Imported(id)).build();
    }
}
