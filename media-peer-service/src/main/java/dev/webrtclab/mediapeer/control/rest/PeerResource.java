package dev.webrtclab.mediapeer.control.rest;

import dev.webrtclab.mediapeer.control.Supervisor;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows this instance to operators; peers are started and stopped at the signaling service. */
@Path("/api/peer")
@Tag(name = "Media peer", description = "This instance of the media peer service")
@Produces(MediaType.APPLICATION_JSON)
public class PeerResource {
    private final Supervisor supervisor;

    PeerResource(Supervisor supervisor) {
        this.supervisor = supervisor;
    }

    /** This instance with its workers, peers and connections. */
    @GET
    @RunOnVirtualThread
    @Operation(
            operationId = "getPeer",
            summary = "This instance",
            description =
                    "Load, worker processes, peers, connections and the link, as they are now.")
    @APIResponse(responseCode = "200", description = "The instance as it is now")
    public PeerStatus peer() {
        return PeerStatus.of(supervisor);
    }
}
