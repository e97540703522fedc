package dev.webrtclab.protocol.link;

import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.protocol.signaling.Shown;
import dev.webrtclab.protocol.signaling.Signal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a media-peer-service says to the signaling service. */
public sealed interface PeerToSignaling {
    /**
     * First message on a link, also after a reconnect: who this is and which peers it still runs,
     * so that a restarted signaling service can rebuild the rooms.
     *
     * @param mediaPeer id of the service instance, stable while it runs
     * @param network label of its network position, when it has one
     * @param capacity most connections it holds at once
     */
    record Register(
            String mediaPeer,
            String name,
            @Nullable String network,
            int capacity,
            List<SourceInfo> sources,
            List<RunningPeer> peers,
            Load load)
            implements PeerToSignaling {
        public Register {
            sources = List.copyOf(sources);
            peers = List.copyOf(peers);
        }
    }

    /** A relayed signal from one of its peers to one remote. */
    record Signaled(PeerId peerId, PeerId target, Signal message) implements PeerToSignaling {}

    /**
     * A remote's message was refused; the signaling service tells that remote.
     *
     * @param code slug of {@link dev.webrtclab.protocol.ErrorCode}
     */
    record Refused(PeerId peerId, PeerId remote, String code, String detail)
            implements PeerToSignaling {}

    /** One connection of a peer ended; the peer stays in the room. */
    record ConnectionEnded(PeerId peerId, PeerId remote, LeaveReason reason)
            implements PeerToSignaling {}

    /** A peer ended with all its connections. */
    record PeerEnded(PeerId peerId, LeaveReason reason) implements PeerToSignaling {}

    /**
     * Something a connection of its peer observed.
     *
     * @param at when, in ms on the lab clock
     * @param uncertaintyMs half width of the clock's error, in ms
     * @param senderAt the same moment on the clock of the media peer's machine, which is also that
     *     of its frame stamps (docs/frame-stamp.md), in ms since the epoch; {@code null}: not told
     */
    record PeerEvidence(
            PeerId peerId,
            PeerId remote,
            double at,
            double uncertaintyMs,
            EvidenceEvent event,
            @Nullable Double senderAt)
            implements PeerToSignaling {}

    /**
     * What a peer shows: answer to {@link SignalingToPeer.SetSource}, and when it changes by
     * itself.
     *
     * @param width picture width in pixels; {@code null} when there is no picture, or while nobody
     *     watches and nobody chose one
     * @param height picture height in pixels, as {@code width}
     * @param framesPerSecond pictures per second, as {@code width}
     * @param problem why this is not what was asked for, in English; {@code null} when it is
     */
    record SourceChanged(
            PeerId peerId,
            String source,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Double framesPerSecond,
            @Nullable String problem)
            implements PeerToSignaling {
        /** What is shown, as one value. */
        public Shown shown() {
            return new Shown(source, width, height, framesPerSecond);
        }
    }

    /**
     * A {@link SignalingToPeer.SetSource} is refused; the peer shows what it showed before.
     *
     * @param code slug of {@link dev.webrtclab.protocol.ErrorCode}
     */
    record SourceRefused(PeerId peerId, String source, String code, String detail)
            implements PeerToSignaling {}

    /** A file that does not loop came to its end; its last picture stays. */
    record SourceEnded(PeerId peerId, String source) implements PeerToSignaling {}

    /** What the service can show from now on; {@code sources} as in {@link Register}. */
    record SourcesChanged(List<SourceInfo> sources) implements PeerToSignaling {
        public SourcesChanged {
            sources = List.copyOf(sources);
        }
    }

    /**
     * A small picture of a source.
     *
     * @param jpeg the picture in Base64 (RFC 4648 §4), at most 64 KiB of it; {@code null}: there is
     *     none
     * @param problem why there is none, in English
     */
    record Thumbnail(String source, @Nullable String jpeg, @Nullable String problem)
            implements PeerToSignaling {}

    /** How busy it is, at each change and every few seconds. */
    record LoadChanged(Load load) implements PeerToSignaling {}

    /** Asks for the lab clock; {@code sentAt} in ms on the sender's clock. */
    record Clock(long id, double sentAt) implements PeerToSignaling {}

    /**
     * A peer that is still running when a link comes back.
     *
     * @param width picture width in pixels, as in {@link SourceChanged}
     * @param height picture height in pixels, as in {@link SourceChanged}
     * @param framesPerSecond pictures per second, as in {@link SourceChanged}
     */
    record RunningPeer(
            PeerId peerId,
            RoomId roomId,
            String source,
            boolean trickle,
            List<PeerId> remotes,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Double framesPerSecond) {
        public RunningPeer {
            remotes = List.copyOf(remotes);
        }

        /** What it shows, as one value. */
        public Shown shown() {
            return new Shown(source, width, height, framesPerSecond);
        }
    }

    /**
     * How busy a media-peer-service is.
     *
     * @param sessions connections it holds now
     * @param draining takes no new peers
     */
    record Load(int sessions, boolean draining, List<WorkerInfo> workers) {
        public Load {
            workers = List.copyOf(workers);
        }
    }
}
