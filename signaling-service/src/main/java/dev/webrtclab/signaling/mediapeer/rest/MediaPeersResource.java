package dev.webrtclab.signaling.mediapeer.rest;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.protocol.signaling.SourceChoice;
import dev.webrtclab.signaling.SignalingConfig;
import dev.webrtclab.signaling.limits.rest.CallerLimit;
import dev.webrtclab.signaling.mediapeer.Calls;
import dev.webrtclab.signaling.mediapeer.MediaPeers;
import dev.webrtclab.signaling.mediapeer.Placement;
import dev.webrtclab.signaling.mediapeer.rest.MediaPeerBodies.All;
import dev.webrtclab.signaling.mediapeer.rest.MediaPeerBodies.Service;
import dev.webrtclab.signaling.mediapeer.rest.MediaPeerBodies.Start;
import dev.webrtclab.signaling.mediapeer.rest.MediaPeerBodies.Started;
import dev.webrtclab.signaling.room.MediaPeerSeat;
import dev.webrtclab.signaling.room.RoomBus;
import dev.webrtclab.signaling.room.RoomCommand;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Media peers: which there are, and started or stopped from outside a room. */
@Path("/api/media-peers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Media peers", description = "The Java peers that send video")
public class MediaPeersResource {
    private final MediaPeers mediaPeers;
    private final Calls calls;
    private final RoomBus rooms;
    private final CallerLimit limit;

    MediaPeersResource(MediaPeers mediaPeers, Calls calls, RoomBus rooms, SignalingConfig config) {
        this.mediaPeers = mediaPeers;
        this.calls = calls;
        this.rooms = rooms;
        this.limit =
                new CallerLimit(
                        "media peers",
                        config.limits().sessionsBurst(),
                        config.limits().sessionsPerMinute() / 60d);
    }

    @GET
    @NonBlocking
    @Operation(
            summary = "Linked media peers, and those that were started by POST",
            description = "Peers that a participant called are not listed: rooms are private.")
    public All list() {
        return new All(
                mediaPeers.linked().stream().map(Service::of).toList(),
                mediaPeers.placements().stream()
                        .filter(placement -> MediaPeerSeat.isStarted(placement.peer()))
                        .map(Started::of)
                        .toList());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Start a media peer in a room",
            description = "It stays there, also without anybody else, until it is stopped.")
    @APIResponse(
            responseCode = "201",
            description = "It is in the room",
            content = @Content(schema = @Schema(implementation = Started.class)))
    @APIResponse(responseCode = "400", description = "malformed-json, invalid-message")
    @APIResponse(responseCode = "404", description = "media-peer-unknown, source-unknown")
    @APIResponse(responseCode = "409", description = "room-full")
    @APIResponse(responseCode = "422", description = "source-failed")
    @APIResponse(responseCode = "429", description = "rate-limited, with Retry-After")
    @APIResponse(
            responseCode = "503",
            description = "no-media-peer, media-peers-full; with Retry-After")
    public Uni<Response> start(@NotNull @Valid Start wish, @Context HttpServerRequest request)
            throws RefusedException {
        limit.count(request);
        SourceChoice choice = wish.choice();
        return Uni.createFrom()
                .completionStage(
                        () ->
                                calls.call(
                                        new Calls.Wish(
                                                new RoomId(wish.room()),
                                                null,
                                                wish.mediaPeer(),
                                                choice,
                                                true)))
                .map(
                        placement ->
                                Response.created(
                                                URI.create(
                                                        "/api/media-peers/"
                                                                + placement.peer().value()))
                                        .entity(Started.of(placement))
                                        .build());
    }

    @DELETE
    @Path("{id}")
    @NonBlocking
    @Operation(summary = "Stop a media peer, by its peer id")
    @APIResponse(responseCode = "204", description = "It left its room")
    @APIResponse(responseCode = "404", description = "media-peer-unknown")
    public Uni<Void> stop(String id) throws RefusedException {
        Placement placement = find(id);
        return Uni.createFrom()
                .completionStage(
                        () ->
                                rooms.carry(
                                        placement.room(),
                                        new RoomCommand.Stop(
                                                placement.peer(), LeaveReason.STOPPED)))
                .replaceWithVoid();
    }

    private Placement find(String id) throws RefusedException {
        try {
            return mediaPeers.find(new PeerId(id)).orElseThrow(MediaPeersResource::unknown);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static RefusedException unknown() {
        return new RefusedException(
                ErrorCode.MEDIA_PEER_UNKNOWN, "no media peer runs under this id");
    }
}
