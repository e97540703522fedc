package dev.webrtclab.natprobe.probe.rest;

import dev.webrtclab.natprobe.nat.AddressFamily;
import dev.webrtclab.natprobe.ops.Refused;
import dev.webrtclab.natprobe.probe.Lifetimes;
import dev.webrtclab.natprobe.probe.Probes;
import dev.webrtclab.natprobe.probe.RunningProbe;
import dev.webrtclab.natprobe.probe.TimedReport;
import dev.webrtclab.protocol.ErrorCode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.net.URI;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The NAT report of this network position: read the latest, run a probe, watch one run. */
@Path("/api/nat")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "NAT", description = "NAT behaviour of this network position, measured as in RFC 5780")
class ProbeResource {
    private final Probes probes;
    private final Lifetimes lifetimes;

    ProbeResource(Probes probes, Lifetimes lifetimes) {
        this.probes = probes;
        this.lifetimes = lifetimes;
    }

    @GET
    @RunOnVirtualThread
    @Operation(
            operationId = "latestReport",
            summary = "The latest report",
            description =
                    "Runs a probe when none of this family has ended yet. A probe takes milliseconds without NAT,"
                            + " about 0.4 s behind one, and about 1.1 s where UDP is blocked.")
    @APIResponse(
            responseCode = "200",
            description = "The latest report",
            content = @Content(schema = @Schema(implementation = ReportJson.class)))
    public ReportJson latest(
            @Parameter(description = "ipv4 or ipv6", example = "ipv4") @QueryParam("family")
                    @Nullable String family) {
        AddressFamily wanted = family(family);
        TimedReport report =
                probes.latest(wanted).orElseGet(() -> probes.start(wanted).report().join());
        return json(report);
    }

    @POST
    @Path("/probes")
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(
            operationId = "runProbe",
            summary = "Run a probe",
            description =
                    "Runs one probe and answers with its report. One probe runs at a time: a request that comes"
                            + " while one runs gets the report of that one.")
    @APIResponse(
            responseCode = "201",
            description = "The new report, also at /api/nat from now on",
            content = @Content(schema = @Schema(implementation = ReportJson.class)))
    @APIResponse(
            responseCode = "400",
            description =
                    "The body is not well-formed JSON, or names another family (problem malformed-json,"
                            + " invalid-message)")
    @APIResponse(responseCode = "415", description = "The body is not application/json")
    public Response run(@Nullable ProbeRequestJson request) {
        AddressFamily wanted = family(request == null ? null : request.family());
        TimedReport report = probes.start(wanted).report().join();
        return Response.created(URI.create("/api/nat?family=" + wanted.word()))
                .entity(json(report))
                .build();
    }

    @GET
    @Path("/probes/stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "watchProbe",
            summary = "Run a probe and watch it",
            description =
                    "Server-sent events: `observation` for each answer or silence as it comes in, at last one"
                            + " `report`. Joins the running probe, with what it has seen so far, or starts one.")
    @APIResponse(
            responseCode = "200",
            description = "Events of one probe",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS))
    public Multi<OutboundSseEvent> watch(
            @Parameter(description = "ipv4 or ipv6", example = "ipv4") @QueryParam("family")
                    @Nullable String family,
            @Context Sse sse) {
        RunningProbe probe = probes.start(family(family));
        return Multi.createFrom()
                .emitter(
                        emitter -> {
                            probe.watch(
                                    observation ->
                                            emitter.emit(
                                                    event(
                                                            sse,
                                                            "observation",
                                                            ObservationJson.of(observation))));
                            probe.report()
                                    .whenComplete(
                                            (report, failure) -> {
                                                if (failure != null) {
                                                    emitter.fail(failure);
                                                } else {
                                                    emitter.emit(
                                                            event(sse, "report", json(report)));
                                                    emitter.complete();
                                                }
                                            });
                        });
    }

    private ReportJson json(TimedReport report) {
        return ReportJson.of(report, lifetimes.state(report.report().family()));
    }

    private static OutboundSseEvent event(Sse sse, String name, Object data) {
        return sse.newEventBuilder()
                .name(name)
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(data)
                .build();
    }

    /** The family of this name; IPv4 when none is named. */
    static AddressFamily family(@Nullable String word) {
        if (word == null) {
            return AddressFamily.IPV4;
        }
        return Arrays.stream(AddressFamily.values())
                .filter(family -> family.word().equals(word))
                .findFirst()
                .orElseThrow(
                        () -> new Refused(ErrorCode.INVALID_MESSAGE, "family is ipv4 or ipv6"));
    }
}
