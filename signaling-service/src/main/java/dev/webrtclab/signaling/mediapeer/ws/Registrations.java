package dev.webrtclab.signaling.mediapeer.ws;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.link.PeerToSignaling;
import dev.webrtclab.protocol.link.SignalingToPeer;
import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.protocol.signaling.MediaState;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.signaling.SignalingConfig;
import dev.webrtclab.signaling.mediapeer.MediaPeers;
import dev.webrtclab.signaling.mediapeer.Placement;
import dev.webrtclab.signaling.mediapeer.Thumbnails;
import dev.webrtclab.signaling.ops.Redacted;
import dev.webrtclab.signaling.room.MediaPeerSeat;
import dev.webrtclab.signaling.room.RoomBus;
import dev.webrtclab.signaling.room.RoomCommand;
import dev.webrtclab.signaling.ws.Outbox;
import io.quarkus.websockets.next.CloseReason;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** Brings a media-peer-service and this one to the same peers, when their link comes up. */
@Singleton
final class Registrations {
    private static final Logger LOG = Logger.getLogger(Registrations.class);

    private final SignalingConfig config;
    private final MediaPeers mediaPeers;
    private final Links links;
    private final Thumbnails thumbnails;
    private final RoomBus rooms;
    private final Clock clock;

    Registrations(
            SignalingConfig config,
            MediaPeers mediaPeers,
            Links links,
            Thumbnails thumbnails,
            RoomBus rooms,
            Clock clock) {
        this.config = config;
        this.mediaPeers = mediaPeers;
        this.links = links;
        this.thumbnails = thumbnails;
        this.rooms = rooms;
        this.clock = clock;
    }

    /** A link came up, or came back. */
    void apply(LinkSession session, PeerToSignaling.Register register) {
        String id = register.mediaPeer();
        Set<PeerId> unconfirmed = new HashSet<>();
        List<Placement> known = mediaPeers.of(id);
        known.forEach(placement -> unconfirmed.add(placement.peer()));
        mediaPeers.register(register);
        thumbnails.forget(id);
        session.registered(id);
        LinkLine line = links.open(id);
        for (PeerToSignaling.RunningPeer running : register.peers()) {
            boolean isKnown = unconfirmed.remove(running.peerId());
            if (!isKnown
                    && (line.isStopping(running.peerId())
                            || mediaPeers.wasLost(running.peerId()))) {
                line.send(new SignalingToPeer.StopPeer(running.peerId(), LeaveReason.STOPPED));
            } else {
                restore(id, line.afterWaiting(running));
            }
        }
        for (Placement gone : known) {
            if (unconfirmed.contains(gone.peer())) {
                rooms.carry(
                        gone.room(),
                        new RoomCommand.PeerEnded(gone.peer(), LeaveReason.MEDIA_PEER_LOST));
            }
        }
        Outbox older = line.current();
        line.attach(session.outbox());
        if (older != null && older != session.outbox()) {
            older.closeNow(new CloseReason(4000, ErrorCode.REPLACED.slug()));
        }
        LOG.infof(
                "media peer %s registered, capacity %d, %d peers running",
                Redacted.text(id), register.capacity(), register.peers().size());
    }

    /**
     * @param running as it is when it has heard what waits for it
     */
    private void restore(String id, PeerToSignaling.RunningPeer running) {
        MediaState state = mediaPeers.adopt(id, running, clock.instant());
        rooms.carry(
                running.roomId(),
                new RoomCommand.Restore(
                        new MediaPeerSeat(
                                running.peerId(), id, running.shown(), state, running.trickle()),
                        Set.copyOf(running.remotes()),
                        config.presence().restoredGrace()));
    }
}
