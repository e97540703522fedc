package dev.webrtclab.signaling.networks.natprobe;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** What this service asks the NAT probe of a network position. */
interface PositionProbeApi {
    /** Its latest report. */
    @GET
    @Path("/api/nat")
    Uni<JsonNode> report();

    /** A new report. */
    @POST
    @Path("/api/nat/probes")
    Uni<JsonNode> probe();
}
