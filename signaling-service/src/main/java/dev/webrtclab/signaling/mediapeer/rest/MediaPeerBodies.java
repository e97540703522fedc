package dev.webrtclab.signaling.mediapeer.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import dev.webrtclab.protocol.link.SourceInfo;
import dev.webrtclab.protocol.link.WorkerInfo;
import dev.webrtclab.protocol.signaling.Shown;
import dev.webrtclab.protocol.signaling.SourceChoice;
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
    private static final String WIDTH =
            "Picture width in pixels, even, 16 to 1920, of pattern and tone from 160, with the"
                    + " height; without it the source's own";
    private static final String HEIGHT =
            "Picture height in pixels, as the width; of pattern and tone from 120";
    private static final String FRAMES =
            "Most pictures per second, 1 to 60; without it the source's own";

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
                    @Size(min = 1, max = 256)
                    @Nullable String source,
            @Schema(description = "Id or name; without it the least loaded") @Size(max = 64)
                    @Nullable String mediaPeer,
            @Schema(description = WIDTH, examples = "640") @Nullable Integer width,
            @Schema(description = HEIGHT, examples = "360") @Nullable Integer height,
            @Schema(description = FRAMES, examples = "25") @Nullable Integer framesPerSecond) {

        /** What it shall show, when something is said about it. */
        @Nullable SourceChoice choice() throws RefusedException {
            boolean isOpen = source == null && width == null && framesPerSecond == null;
            return isOpen && height == null
                    ? null
                    : new Choice(
                                    source == null ? "pattern" : source,
                                    width,
                                    height,
                                    framesPerSecond,
                                    null,
                                    null)
                            .choice();
        }
    }

    /** Body of the PUT. */
    @Schema(name = "SourceChoice")
    record Choice(
            @Schema(description = "One of its sources", examples = "file:walk.mp4")
                    @NotNull
                    @Size(min = 1, max = 256)
                    String source,
            @Schema(description = WIDTH, examples = "640") @Nullable Integer width,
            @Schema(description = HEIGHT, examples = "360") @Nullable Integer height,
            @Schema(description = FRAMES, examples = "25") @Nullable Integer framesPerSecond,
            @Schema(
                            description =
                                    "Where a file goes on, in ms; without it from its start, or"
                                            + " where it is when it is shown already",
                            examples = "1500")
                    @Nullable Long positionMs,
            @Schema(description = "Whether a file begins anew at its end; at first it does")
                    @Nullable Boolean loop) {

        /** The same as one value, within its bounds. */
        SourceChoice choice() throws RefusedException {
            try {
                return new SourceChoice(source, width, height, framesPerSecond, positionMs, loop);
            } catch (IllegalArgumentException e) {
                throw new RefusedException(
                        ErrorCode.INVALID_MESSAGE, String.valueOf(e.getMessage()));
            }
        }
    }

    /** What a media peer shows. */
    @Schema(name = "ShownSource")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Picture(
            String source,
            @Schema(description = "Absent without a picture, or while nobody watches")
                    @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Double framesPerSecond) {
        static Picture of(Shown shown) {
            return new Picture(
                    shown.source(), shown.width(), shown.height(), shown.framesPerSecond());
        }
    }

    /** What a media peer can show. */
    @Schema(name = "MediaSources")
    record Sources(List<Source> sources) {}

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
                    state.sources().stream().map(Source::of).toList(),
                    state.load().workers().stream().map(Worker::of).toList());
        }
    }

    /** Something it can show. */
    @Schema(name = "MediaSource")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Source(
            @Schema(examples = "pattern") String id,
            String label,
            @Schema(enumeration = {"pattern", "file", "camera", "tone"}) String kind,
            @Schema(description = "Length of a file, when it is known", examples = "12480")
                    @Nullable Long durationMs,
            @Schema(description = "Absent without a picture, or when not known", examples = "1280")
                    @Nullable Integer width,
            @Schema(examples = "720") @Nullable Integer height,
            @Schema(examples = "29.97") @Nullable Double framesPerSecond,
            @Schema(description = "Absent when not known") @Nullable Boolean hasAudio,
            @Schema(description = "Whether a small picture of it can be made")
                    @Nullable Boolean thumbnail,
            @Schema(description = "Why it can not be shown; absent when it can")
                    @Nullable String problem) {

        static Source of(SourceInfo info) {
            return new Source(
                    info.id(),
                    info.label(),
                    info.kind().name().toLowerCase(Locale.ROOT),
                    info.durationMs(),
                    info.width(),
                    info.height(),
                    info.framesPerSecond(),
                    info.hasAudio(),
                    info.thumbnail(),
                    info.problem());
        }
    }

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
