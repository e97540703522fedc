package dev.webrtclab.natprobe.probe.rest;

import dev.webrtclab.natprobe.nat.AddressFamily;
import dev.webrtclab.natprobe.ops.Refused;
import dev.webrtclab.natprobe.probe.Lifetimes;
import dev.webrtclab.protocol.ErrorCode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How long the NAT keeps an unused mapping: measured in the background, when asked to. */
@Path("/api/nat")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "NAT", description = "NAT behaviour of the network position this service is in")
class LifetimeResource {
    private final Lifetimes lifetimes;

    LifetimeResource(Lifetimes lifetimes) {
        this.lifetimes = lifetimes;
    }

    @GET
    @Path("/lifetime")
    @RunOnVirtualThread
    @Operation(
            operationId = "mappingLifetime",
            summary = "How long does an unused mapping live?",
            description = "The latest measurement: idle, running with its bounds so far, or done.")
    public LifetimeJson state(
            @Parameter(description = "ipv4 or ipv6", example = "ipv4") @QueryParam("family")
                    @Nullable String family) {
        return LifetimeJson.of(ProbeResource.family(family), lifetimes);
    }

    @POST
    @Path("/lifetime-probes")
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(
            operationId = "measureMappingLifetime",
            summary = "Measure it",
            description =
                    "Starts a measurement, which takes about three times the lifetime, and answers at once. One runs at"
                            + " a time: a request for the family that is being measured changes nothing.")
    @APIResponse(
            responseCode = "202",
            description = "It runs; look at /api/nat/lifetime",
            content = @Content(schema = @Schema(implementation = LifetimeJson.class)))
    @APIResponse(
            responseCode = "503",
            description = "The other family is being measured (problem service-unavailable)")
    public Response start(@Nullable ProbeRequestJson request) {
        AddressFamily family = ProbeResource.family(request == null ? null : request.family());
        if (!lifetimes.start(family)) {
            throw new Refused(
                    ErrorCode.SERVICE_UNAVAILABLE,
                    "The other address family is being measured; see GET /api/nat/lifetime.");
        }
        return Response.accepted(LifetimeJson.of(family, lifetimes)).build();
    }
}
