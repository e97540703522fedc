package dev.webrtclab.mediapeer.control.rest;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.webrtclab.mediapeer.control.Supervisor;
import dev.webrtclab.mediapeer.sessions.SessionsView;
import dev.webrtclab.mediapeer.signaling.ws.LinkState;
import dev.webrtclab.protocol.link.SourceInfo;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One media-peer-service as it is now. */
@Schema(name = "MediaPeer", description = "One instance of the media peer service as it is now")
public record PeerStatus(
        @Schema(
                        description = "Id of this instance, new at each start",
                        examples = "peer-1-9f3a01bc")
                String id,
        @Schema(description = "Name for people", examples = "peer-1") String name,
        @Schema(description = "ready, draining (ends soon) or unavailable", examples = "ready")
                State state,
        @Schema(description = "Why no worker could be started lately") @Nullable String trouble,
        @Schema(description = "Connections held now", examples = "1") int sessions,
        @Schema(description = "Most connections at once", examples = "16") int capacity,
        @Schema(description = "What it can show") List<SourceInfo> sources,
        @Schema(description = "Its worker processes") List<Worker> workers,
        @Schema(description = "The peers it plays in rooms") List<SessionsView.Peer> peers,
        @Schema(description = "Their connections") List<SessionsView.Session> connections,
        @Schema(description = "The link to the signaling service") Link link) {

    /** Whether it takes calls. */
    public enum State {
        /** Takes calls. */
        READY,
        /** Ends soon. */
        DRAINING,
        /** Lacks a worker or the link. */
        UNAVAILABLE;

        /** The word in JSON. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One worker process. */
    @Schema(name = "Worker")
    public record Worker(
            @Schema(description = "Number, counted from 1, never used again", examples = "1")
                    int id,
            @Schema(description = "Process id", examples = "4711") long pid,
            @Schema(description = "Connections it holds now") int sessions,
            @Schema(description = "Connections it ever held") int served,
            @Schema(description = "Resident memory in bytes, 0 = not measured yet") long rssBytes,
            @Schema(description = "starting, ready or draining", examples = "ready")
                    String state) {}

    /** The link to the signaling service. */
    @Schema(name = "Link")
    public record Link(
            @Schema(description = "Whether callers can be sent here") boolean registered,
            @Schema(description = "With whom, or why not", examples = "signaling-service:8081")
                    String detail,
            @Schema(description = "Since when") Instant since) {}

    static PeerStatus of(Supervisor supervisor) {
        SessionsView view = supervisor.view();
        LinkState link = supervisor.link();
        return new PeerStatus(
                supervisor.identity().id(),
                supervisor.identity().name(),
                state(view, link),
                view.trouble(),
                view.sessions().size(),
                view.capacity(),
                view.sources(),
                view.workers().stream()
                        .map(
                                worker ->
                                        new Worker(
                                                worker.id(),
                                                worker.pid(),
                                                worker.sessions(),
                                                worker.served(),
                                                worker.rssBytes(),
                                                worker.state().name().toLowerCase(Locale.ROOT)))
                        .toList(),
                view.peers(),
                view.sessions(),
                new Link(link.registered(), link.detail(), link.since()));
    }

    private static State state(SessionsView view, LinkState link) {
        if (view.draining()) {
            return State.DRAINING;
        }
        return view.workerReady() && link.registered() ? State.READY : State.UNAVAILABLE;
    }
}
