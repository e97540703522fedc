package dev.webrtclab.natprobe.turn.rest;

import dev.webrtclab.natprobe.ops.Refused;
import dev.webrtclab.natprobe.turn.SourceLimits;
import dev.webrtclab.protocol.ErrorCode;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Checks of TURN servers from this network position. */
@Path("/api/turn/checks")
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "TURN", description = "The lab's coturn as seen from this network position")
class TurnCheckResource {
    private static final int PER_MINUTE = 10;

    private final TurnChecks checks;
    private final CheckRequests requests;
    private final SourceLimits limits = new SourceLimits(PER_MINUTE);

    TurnCheckResource(TurnChecks checks, CheckRequests requests) {
        this.checks = checks;
        this.requests = requests;
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(
            operationId = "checkTurn",
            summary = "Check TURN servers",
            description =
                    "Checks each URL in four stages: reachable, credentials accepted, permission for the peer granted,"
                            + " bytes echoed through the relay by a peer of this service's own. All URLs at once; a"
                            + " silent server takes about 2.5 s. With Accept: text/event-stream the stages come as"
                            + " they are decided.")
    @APIResponse(
            responseCode = "200",
            description = "What was found, whether good or bad",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = CheckReportJson.class))
            })
    @APIResponse(
            responseCode = "400",
            description = "A field is wrong (malformed-json, invalid-message)")
    @APIResponse(
            responseCode = "403",
            description = "A server that is not the lab's (target-not-allowed)")
    @APIResponse(
            responseCode = "422",
            description =
                    "A URL that is none (ice-url-refused), or no credential (turn-check-no-credential)")
    @APIResponse(
            responseCode = "429",
            description = "More than ten checks in a minute from one address (rate-limited)")
    @APIResponse(
            responseCode = "503",
            description = "Too many checks run at this moment (service-unavailable)")
    public CheckReportJson check(@Nullable TurnCheckRequestJson request, HttpServerRequest http)
            throws InterruptedException {
        return checks.run(ready(request, http), (_, _) -> {}).json();
    }

    @POST
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "watchTurnCheck",
            summary = "Check TURN servers and watch",
            description =
                    "Server-sent events: `stage` with {url, stage} as each is decided, at last one `report`.")
    @APIResponse(
            responseCode = "200",
            description = "Events of these checks",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS))
    @Blocking // looks names up before the events begin
    public Multi<OutboundSseEvent> watch(
            @Nullable TurnCheckRequestJson request, HttpServerRequest http, @Context Sse sse) {
        TurnChecks.Ready ready = ready(request, http);
        return Multi.createFrom()
                .emitter(
                        emitter ->
                                Thread.ofVirtual()
                                        .name("turn-checks")
                                        .start(
                                                () -> {
                                                    try {
                                                        CheckReportJson report =
                                                                checks.run(
                                                                                ready,
                                                                                (spec, stage) ->
                                                                                        emitter
                                                                                                .emit(
                                                                                                        event(
                                                                                                                sse,
                                                                                                                "stage",
                                                                                                                new StageEvent(
                                                                                                                        spec.url()
                                                                                                                                .text(),
                                                                                                                        StageJson
                                                                                                                                .of(
                                                                                                                                        stage)))))
                                                                        .json();
                                                        emitter.emit(event(sse, "report", report));
                                                        emitter.complete();
                                                    } catch (InterruptedException e) {
                                                        Thread.currentThread().interrupt();
                                                    } catch (RuntimeException e) {
                                                        emitter.fail(e);
                                                    }
                                                }));
    }

    /** One stage of one URL. */
    record StageEvent(String url, StageJson stage) {}

    private TurnChecks.Ready ready(@Nullable TurnCheckRequestJson request, HttpServerRequest http) {
        if (!limits.mayAsk(source(http), System.nanoTime())) {
            throw new Refused(
                    ErrorCode.RATE_LIMITED,
                    "at most %d checks in a minute from one address".formatted(PER_MINUTE));
        }
        return checks.admit(requests.specs(request, Instant.now()));
    }

    private static OutboundSseEvent event(Sse sse, String name, Object data) {
        return sse.newEventBuilder()
                .name(name)
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(data)
                .build();
    }

    /** The address that the lab's own proxy saw, else the one of the connection. */
    private static String source(HttpServerRequest request) {
        String forwarded = request.getHeader("X-Forwarded-For");
        return forwarded == null
                ? request.remoteAddress().hostAddress()
                : forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    }
}
