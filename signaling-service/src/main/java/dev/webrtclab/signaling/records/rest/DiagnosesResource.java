package dev.webrtclab.signaling.records.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.webrtclab.diagnosis.internals.InternalsDump;
import dev.webrtclab.diagnosis.verdict.Diagnosis;
import dev.webrtclab.diagnosis.verdict.json.VerdictJson;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.record.SessionRecord;
import dev.webrtclab.signaling.ops.BodySize;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The diagnosis of a file, without keeping it. */
@Path("/api/diagnoses")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Session records", description = "What was observed of each connection")
public class DiagnosesResource {
    private final VerdictJson verdictJson;
    private final FileReader files;

    DiagnosesResource(VerdictJson verdictJson, FileReader files) {
        this.verdictJson = verdictJson;
        this.files = files;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(
            summary = "Why the session of a file connected or failed",
            description =
                    "A session file, or a dump of chrome://webrtc-internals, which holds the"
                            + " browser's half; at most 10 MiB. Nothing is kept.")
    @APIResponse(responseCode = "200", description = "The verdict, as for a session of this lab")
    @APIResponse(responseCode = "400", description = "malformed-json")
    @APIResponse(responseCode = "413", description = "message-too-large: above 10 MiB")
    @APIResponse(responseCode = "422", description = "session-file-refused")
    @APIResponse(
            responseCode = "503",
            description = "service-unavailable: too many files at once; with Retry-After")
    public ObjectNode diagnose(@BodySize(most = FileReader.MOST_BYTES) InputStream file)
            throws RefusedException, InterruptedException {
        return files.read(file, this::verdict);
    }

    private ObjectNode verdict(byte[] file) throws RefusedException {
        if (InternalsDump.isDump(new String(file, StandardCharsets.UTF_8))) {
            return verdictJson.write(InternalsDump.read(files.small(file)).verdict());
        }
        SessionRecord session = files.session(file);
        return verdictJson.write(Diagnosis.of(session, session.until()));
    }
}
