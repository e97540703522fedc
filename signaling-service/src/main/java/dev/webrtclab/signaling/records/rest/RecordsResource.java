package dev.webrtclab.signaling.records.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.webrtclab.diagnosis.verdict.json.VerdictJson;
import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.record.RecordJson;
import dev.webrtclab.signaling.LabClock;
import dev.webrtclab.signaling.ops.BodySize;
import dev.webrtclab.signaling.records.SessionRecords;
import dev.webrtclab.signaling.records.Verdicts;
import dev.webrtclab.signaling.records.rest.RecordBodies.Imported;
import dev.webrtclab.signaling.records.rest.RecordBodies.Row;
import dev.webrtclab.signaling.records.rest.RecordBodies.SessionList;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Session records: which there are, and files that join them. */
@Path("/api/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Session records", description = "What was observed of each connection")
public class RecordsResource {
    private final SessionRecords records;
    private final RecordJson recordJson;
    private final FileReader files;
    private final Verdicts verdicts;
    private final VerdictJson verdictJson;
    private final RecordStream stream;
    private final Clock clock;

    RecordsResource(
            SessionRecords records,
            RecordJson recordJson,
            FileReader files,
            Verdicts verdicts,
            VerdictJson verdictJson,
            RecordStream stream,
            Clock clock) {
        this.records = records;
        this.recordJson = recordJson;
        this.files = files;
        this.verdicts = verdicts;
        this.verdictJson = verdictJson;
        this.stream = stream;
        this.clock = clock;
    }

    @GET
    @RunOnVirtualThread
    @Operation(summary = "Records that are kept, the latest first")
    @APIResponse(responseCode = "200", description = "One line each")
    public SessionList list() {
        return new SessionList(
                records.list().stream()
                        .flatMap(
                                summary ->
                                        verdicts.of(summary.id()).stream()
                                                .map(judged -> Row.of(summary, judged.verdict())))
                        .toList());
    }

    @GET
    @Path("{id}/verdict")
    @RunOnVirtualThread
    @Operation(
            summary = "Why a session connected or failed",
            description = "As docs/diagnosis.md describes it; live sessions as far as they are.")
    @APIResponse(responseCode = "200", description = "The verdict")
    @APIResponse(responseCode = "404", description = "session-unknown")
    public ObjectNode verdict(String id) throws RefusedException {
        return verdicts.of(id)
                .map(judged -> verdictJson.write(judged.verdict()))
                .orElseThrow(RecordsResource::unknown);
    }

    @GET
    @Path("{id}/events")
    @NonBlocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "Events of a session, the past ones first, then live",
            description =
                    "Events without a name are events of the record; 'verdict' is what the diagnosis"
                            + " says, each time it changes. With Last-Event-ID only later events.")
    @APIResponse(responseCode = "200", description = "A stream that stays open")
    @APIResponse(responseCode = "404", description = "session-unknown")
    @APIResponse(
            responseCode = "503",
            description = "service-unavailable: too many streams; with Retry-After")
    public Multi<OutboundSseEvent> events(
            String id, @HeaderParam("Last-Event-ID") @Nullable String last, @Context Sse sse)
            throws RefusedException {
        int after = last != null && last.matches("\\d{1,9}") ? Integer.parseInt(last) : 0;
        return stream.follow(id, after, sse).orElseThrow(RecordsResource::unknown);
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
    @APIResponse(
            responseCode = "503",
            description = "service-unavailable: too many files at once; with Retry-After")
    public Response keep(@BodySize(most = FileReader.MOST_BYTES) InputStream file)
            throws RefusedException, InterruptedException {
        String id =
                records.keep(files.read(file, files::session), LabClock.toMillis(clock.instant()));
        return Response.created(URI.create("/api/sessions/" + id)).entity(new Imported(id)).build();
    }

    private static RefusedException unknown() {
        return new RefusedException(
                ErrorCode.SESSION_UNKNOWN, "it never existed here, or is forgotten");
    }
}
