package dev.webrtclab.signaling.mediapeer.rest;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.link.SourceInfo;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.signaling.mediapeer.MediaPeerState;
import dev.webrtclab.signaling.mediapeer.MediaPeers;
import dev.webrtclab.signaling.mediapeer.Placement;
import dev.webrtclab.signaling.mediapeer.SourceWishes;
import dev.webrtclab.signaling.mediapeer.Thumbnails;
import dev.webrtclab.signaling.mediapeer.rest.MediaPeerBodies.Choice;
import dev.webrtclab.signaling.mediapeer.rest.MediaPeerBodies.Picture;
import dev.webrtclab.signaling.mediapeer.rest.MediaPeerBodies.Source;
import dev.webrtclab.signaling.mediapeer.rest.MediaPeerBodies.Sources;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What media peers can show, and what they show now. */
@Path("/api/media-peers/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Media peers", description = "The Java peers that send video")
public class MediaSourcesResource {
    private static final String JPEG = "image/jpeg";

    private final MediaPeers mediaPeers;
    private final SourceWishes wishes;
    private final Thumbnails thumbnails;

    MediaSourcesResource(MediaPeers mediaPeers, SourceWishes wishes, Thumbnails thumbnails) {
        this.mediaPeers = mediaPeers;
        this.wishes = wishes;
        this.thumbnails = thumbnails;
    }

    @PUT
    @Path("source")
    @NonBlocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Show something else",
            description =
                    "For all who watch this peer, without renegotiation. The answer comes when it is"
                            + " shown; a refused wish changes nothing.")
    @APIResponse(
            responseCode = "200",
            description = "What it shows now",
            content = @Content(schema = @Schema(implementation = Picture.class)))
    @APIResponse(responseCode = "400", description = "malformed-json, invalid-message")
    @APIResponse(responseCode = "404", description = "media-peer-unknown, source-unknown")
    @APIResponse(responseCode = "422", description = "source-failed: detail says why")
    @APIResponse(responseCode = "502", description = "media-peer-lost")
    @APIResponse(responseCode = "504", description = "answer-timeout")
    public Uni<Picture> show(
            @Parameter(description = "Peer id in its room") String id, @NotNull @Valid Choice wish)
            throws RefusedException {
        Placement placement = find(id).orElseThrow(MediaSourcesResource::unknown);
        var choice = wish.choice();
        return Uni.createFrom()
                .completionStage(() -> wishes.ask(placement.room(), placement.peer(), choice))
                .map(Picture::of);
    }

    @GET
    @Path("sources")
    @NonBlocking
    @Operation(summary = "What a media peer can show")
    @APIResponse(
            responseCode = "200",
            description = "Those with a problem can not be shown now",
            content = @Content(schema = @Schema(implementation = Sources.class)))
    @APIResponse(responseCode = "404", description = "media-peer-unknown")
    public Sources sources(
            @Parameter(description = "Id or name of a media peer, or a peer id") String id)
            throws RefusedException {
        return new Sources(service(id).sources().stream().map(Source::of).toList());
    }

    @GET
    @Path("sources/{source: .+}/thumbnail")
    @NonBlocking
    @Produces({JPEG, MediaType.APPLICATION_JSON})
    @Operation(summary = "A small picture of a source")
    @APIResponse(
            responseCode = "200",
            description = "The picture",
            content = @Content(mediaType = JPEG))
    @APIResponse(responseCode = "404", description = "media-peer-unknown, source-unknown")
    @APIResponse(responseCode = "422", description = "source-failed: there is none")
    @APIResponse(responseCode = "504", description = "answer-timeout")
    public Uni<Response> thumbnail(
            @Parameter(description = "Id or name of a media peer, or a peer id") String id,
            @Parameter(description = "Id of the source, URL-encoded") String source)
            throws RefusedException {
        MediaPeerState service = service(id);
        SourceInfo info =
                service.sources().stream()
                        .filter(each -> each.id().equals(source))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new RefusedException(
                                                ErrorCode.SOURCE_UNKNOWN,
                                                "this media peer does not offer it"));
        if (!Boolean.TRUE.equals(info.thumbnail())) {
            throw new RefusedException(
                    ErrorCode.SOURCE_FAILED, "no small picture can be made of it");
        }
        return Uni.createFrom()
                .completionStage(() -> thumbnails.ask(service.id(), info.id()))
                .map(
                        jpeg ->
                                Response.ok(jpeg, JPEG)
                                        .header("Cache-Control", "private, max-age=60")
                                        .header("X-Content-Type-Options", "nosniff")
                                        .build());
    }

    private MediaPeerState service(String id) throws RefusedException {
        return mediaPeers.linked().stream()
                .filter(state -> state.id().equals(id) || state.name().equals(id))
                .findFirst()
                .or(() -> find(id).flatMap(placement -> mediaPeers.state(placement.mediaPeer())))
                .orElseThrow(MediaSourcesResource::unknown);
    }

    private Optional<Placement> find(String id) {
        try {
            return mediaPeers.find(new PeerId(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static RefusedException unknown() {
        return new RefusedException(
                ErrorCode.MEDIA_PEER_UNKNOWN, "no media peer has this id or name");
    }
}
