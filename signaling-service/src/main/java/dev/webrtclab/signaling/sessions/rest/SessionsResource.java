package dev.webrtclab.signaling.sessions.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.record.Pseudonyms;
import dev.webrtclab.protocol.record.RecordJson;
import dev.webrtclab.protocol.record.SessionRecord;
import dev.webrtclab.signaling.SignalingConfig;
import dev.webrtclab.signaling.limits.rest.CallerLimit;
import dev.webrtclab.signaling.records.SessionRecords;
import dev.webrtclab.signaling.records.rest.FileTurn;
import dev.webrtclab.signaling.sessions.HttpSessions;
import dev.webrtclab.signaling.sessions.rest.SessionBodies.Answer;
import dev.webrtclab.signaling.sessions.rest.SessionBodies.Offer;
import dev.webrtclab.signaling.sessions.rest.SessionBodies.State;
import dev.webrtclab.signaling.status.natprobe.NatProbe;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Signaling over one POST: an offer with all candidates in, an answer with all candidates out. */
@Path("/api/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions", description = "Signaling over one POST, without trickle and WebSocket")
public class SessionsResource {
    private final HttpSessions sessions;
    private final HttpTimes times;
    private final NatProbe natProbe;
    private final SessionRecords records;
    private final RecordJson recordJson;
    private final ObjectMapper mapper;
    private final FileTurn turn;
    private final Outgoing outgoing;
    private final CallerLimit limit;

    SessionsResource(
            HttpSessions sessions,
            HttpTimes times,
            NatProbe natProbe,
            SessionRecords records,
            RecordJson recordJson,
            ObjectMapper mapper,
            FileTurn turn,
            Outgoing outgoing,
            SignalingConfig config) {
        this.sessions = sessions;
        this.times = times;
        this.natProbe = natProbe;
        this.records = records;
        this.recordJson = recordJson;
        this.mapper = mapper;
        this.turn = turn;
        this.outgoing = outgoing;
        this.limit =
                new CallerLimit(
                        "sessions",
                        config.limits().sessionsBurst(),
                        config.limits().sessionsPerMinute() / 60d);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(
            summary = "Open a session with an offer",
            description =
                    "Send the local description after gathering is complete. The answer carries all"
                            + " candidates of the media peer.")
    @APIResponse(
            responseCode = "201",
            description = "The media peer answered",
            content = @Content(schema = @Schema(implementation = Answer.class)))
    @APIResponse(responseCode = "400", description = "malformed-json, invalid-message")
    @APIResponse(responseCode = "404", description = "media-peer-unknown, source-unknown")
    @APIResponse(responseCode = "413", description = "message-too-large: above 64 KiB")
    @APIResponse(responseCode = "415", description = "unsupported-media-type")
    @APIResponse(responseCode = "422", description = "description-refused, no-video-offered")
    @APIResponse(responseCode = "429", description = "rate-limited, with Retry-After")
    @APIResponse(responseCode = "502", description = "media-peer-lost")
    @APIResponse(
            responseCode = "503",
            description = "no-media-peer, media-peers-full; with Retry-After")
    @APIResponse(responseCode = "504", description = "answer-timeout")
    public Response open(@NotNull @Valid Offer offer, @Context RoutingContext request)
            throws RefusedException {
        limit.count(request.request());
        HttpSessions.Opened opened =
                sessions.open(
                        offer.sdp(),
                        offer.mediaPeer(),
                        offer.source(),
                        offer.turnUser(),
                        times.whole(request));
        times.answering(request, opened.delivery());
        JsonNode nat = natProbe.latestReport();
        return Response.created(URI.create("/api/sessions/" + opened.id()))
                .entity(
                        new Answer(
                                opened.id(),
                                "answer",
                                opened.answerSdp(),
                                nat,
                                opened.placement().mediaPeer(),
                                opened.placement().source()))
                .build();
    }

    @GET
    @Path("{id}")
    @RunOnVirtualThread
    @Operation(
            summary = "Record of a session",
            description =
                    "What was observed of one peer connection, by signaling and by both ends. A"
                            + " session over HTTP has its state too. Ended ones are kept for a while.")
    @APIResponse(
            responseCode = "200",
            description = "As docs/session-file.md describes it",
            content = @Content(schema = @Schema(implementation = State.class)))
    @APIResponse(responseCode = "404", description = "session-unknown")
    @APIResponse(responseCode = "400", description = "invalid-message: addresses is neither word")
    @APIResponse(
            responseCode = "503",
            description = "service-unavailable: too many are asked for; with Retry-After")
    public Buffer find(
            String id,
            @QueryParam("addresses")
                    @DefaultValue("real")
                    @Parameter(
                            description =
                                    "pseudonyms: addresses, host names and user names are replaced,"
                                            + " consistently; for files that leave the house",
                            schema = @Schema(enumeration = {"real", "pseudonyms"}))
                    String addresses,
            @Context RoutingContext request)
            throws RefusedException, InterruptedException {
        if (!addresses.equals("real") && !addresses.equals("pseudonyms")) {
            throw new RefusedException(
                    ErrorCode.INVALID_MESSAGE, "addresses is real or pseudonyms");
        }
        return outgoing.hold(turn.take(() -> file(id, addresses.equals("real"))), request);
    }

    private Buffer file(String id, boolean isReal) throws RefusedException {
        Optional<SessionRecord> record = records.find(id);
        Optional<State> state = sessions.find(id).map(State::of);
        if (record.isEmpty() && state.isEmpty()) {
            throw unknown();
        }
        ObjectNode more = state.map(this::fields).orElseGet(mapper::createObjectNode);
        return Buffer.buffer(
                record.map(known -> recordJson.write(known, more, !isReal))
                        .orElseGet(() -> text(isReal ? more : Pseudonyms.in(more))));
    }

    private ObjectNode fields(State state) {
        return mapper.valueToTree(state);
    }

    private byte[] text(ObjectNode json) {
        try {
            return mapper.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of our own is JSON", e);
        }
    }

    @DELETE
    @Path("{id}")
    @NonBlocking
    @Operation(
            summary = "End a session over HTTP, or forget a record",
            description =
                    "The record of a session that this ends is kept; the next call forgets it.")
    @APIResponse(responseCode = "204", description = "It is ended, or forgotten")
    @APIResponse(responseCode = "404", description = "session-unknown")
    public void end(String id) throws RefusedException {
        boolean active = sessions.find(id).filter(view -> view.reason() == null).isPresent();
        if (active ? !sessions.end(id) : !records.forget(id) && !sessions.end(id)) {
            throw unknown();
        }
    }

    private static RefusedException unknown() {
        return new RefusedException(
                ErrorCode.SESSION_UNKNOWN, "it never existed here, or is forgotten");
    }
}
