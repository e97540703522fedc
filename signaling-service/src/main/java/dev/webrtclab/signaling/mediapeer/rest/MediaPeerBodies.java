package dev.webrtclab.signaling.mediapeer.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.webrtclab.protocol.link.WorkerInfo;
import dev.webrtclab.signaling.mediapeer.MediaPeerState;
import dev.webrtclab.signaling.mediapeer.Placement;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What travels on {@code /api/media-peers}. */
final class MediaPeerBodies {
    private MediaPeerBodies() {}

    /** Body of the POST. */
    @Schema(name = "MediaPeerStart")
    record Start(
            @Schema(description = "Room to come into", examples = "demo")
                    @NotNull
                    @Pattern(
                            regexp = "[A-Za-z0-9._:@-]{1,64}",
                            message = "must be 1 to 64 letters, digits and . _ : @ -")
                    String room,
            @Schema(
                            description = "What to show; without it the media peer's first source",
                            examples = "pattern")
                    @Size(max = 256)
                    @Nullable String source,
            @Schema(description = "Id or name; without it the least loaded") @Size(max = 64)
                    @Nullable String mediaPeer) {}

    /** A media peer that was started and stays until it is stopped. */
    @Schema(name = "StartedMediaPeer")
    record Started(
            @Schema(
                            description = "Its peer id in the room",
                            examples = "media-started-0a1b2c3d4e5f6071")
                    String id,
            String room,
            String mediaPeer,
            String source,
            String startedAt) {

        static Started of(Placement placement) {
            return new Started(
                    placement.peer().value(),
                    placement.room().value(),
                    placement.mediaPeer(),
                    placement.source(),
                    placement.startedAt().toString());
        }
    }

    /** Answer of the GET. */
    @Schema(name = "MediaPeers")
    record All(List<Service> mediaPeers, List<Started> started) {}

    /** One media-peer-service. */
    @Schema(name = "MediaPeer")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Service(
            String id,
            String name,
            @Schema(description = "Label of its network position", examples = "symmetric")
                    @Nullable String network,
            @Schema(enumeration = {"ready", "draining"}) String state,
            @Schema(description = "Connections it holds", examples = "2") int sessions,
            @Schema(description = "Most connections it holds", examples = "16") int capacity,
            List<Source> sources,
            List<Worker> workers) {

        static Service of(MediaPeerState state) {
            return new Service(
                    state.id(),
                    state.name(),
                    state.network(),
                    state.load().draining() ? "draining" : "ready",
                    state.load().sessions(),
                    state.capacity(),
                    state.sources().stream().map(s -> new Source(s.id(), s.label())).toList(),
                    state.load().workers().stream().map(Worker::of).toList());
        }
    }

    /** Something it can show. */
    @Schema(name = "MediaSource")
    record Source(@Schema(examples = "pattern") String id, String label) {}

    /** One worker process. */
    @Schema(name = "MediaWorker")
    record Worker(
            int id,
            long pid,
            int sessions,
            @Schema(description = "Connections it ever held") int served,
            @Schema(description = "Resident memory, 0 before it was measured") long rssBytes,
            @Schema(enumeration = {"starting", "ready", "draining"}) String state) {

        static Worker of(WorkerInfo info) {
            return new Worker(
                    info.id(),
                    info.pid(),
                    info.sessions(),
                    info.served(),
                    info.rssBytes(),
                    info.state().name().toLowerCase(Locale.ROOT));
        }
    }
}
