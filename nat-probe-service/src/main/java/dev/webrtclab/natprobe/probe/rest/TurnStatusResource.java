package dev.webrtclab.natprobe.probe.rest;

import dev.webrtclab.natprobe.probe.TurnWatch;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether the lab's coturn answers right now. */
@Path("/api/turn/status")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "TURN", description = "The lab's coturn as seen from this network position")
class TurnStatusResource {
    private final TurnWatch watch;

    TurnStatusResource(TurnWatch watch) {
        this.watch = watch;
    }

    @GET
    @RunOnVirtualThread
    @Operation(
            operationId = "turnStatus",
            summary = "Does coturn answer?",
            description =
                    "The latest of the Binding checks that run every two seconds. It proves that the server answers"
                            + " STUN, not that it relays.")
    public TurnStatusJson status() {
        return TurnStatusJson.of(watch.status().join());
    }
}
