package dev.webrtclab.signaling.status.natprobe;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jspecify.annotations.Nullable;

/** What this service asks the nat-probe-service. */
interface NatProbeApi {
    /** Whether it is ready. */
    @GET
    @Path("/q/health/ready")
    Uni<JsonNode> ready();

    /** Its latest check of the lab's STUN server. */
    @GET
    @Path("/api/turn/status")
    Uni<TurnStatus> turnStatus();

    /** Its latest NAT report. */
    @GET
    @Path("/api/nat")
    Uni<JsonNode> report();

    /** Outcome of its continuous check. */
    record TurnStatus(
            boolean reachable, @Nullable Double rttMs, @Nullable String why, @Nullable String at) {}
}
