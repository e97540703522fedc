package dev.webrtclab.signaling.mediapeer.ws;

import dev.webrtclab.protocol.link.IceServer;
import dev.webrtclab.protocol.link.SignalingToPeer;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import dev.webrtclab.protocol.signaling.Signal;
import dev.webrtclab.signaling.LabClock;
import dev.webrtclab.signaling.mediapeer.MediaPeers;
import dev.webrtclab.signaling.relay.TurnUsers;
import dev.webrtclab.signaling.room.Delivery;
import dev.webrtclab.signaling.room.MediaPeerOutlet;
import dev.webrtclab.signaling.turn.IceServers;
import dev.webrtclab.signaling.turn.TurnCredentials;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The media-peer-services as the rooms reach them. */
@Singleton
public final class Links implements MediaPeerOutlet {
    private final Map<String, LinkLine> lines = new ConcurrentHashMap<>();
    private final MediaPeers mediaPeers;
    private final IceServers iceServers;
    private final TurnUsers turnUsers;
    private final Clock clock;

    Links(MediaPeers mediaPeers, IceServers iceServers, TurnUsers turnUsers, Clock clock) {
        this.mediaPeers = mediaPeers;
        this.iceServers = iceServers;
        this.turnUsers = turnUsers;
        this.clock = clock;
    }

    LinkLine open(String mediaPeer) {
        return lines.computeIfAbsent(mediaPeer, id -> new LinkLine());
    }

    Optional<LinkLine> find(String mediaPeer) {
        return Optional.ofNullable(lines.get(mediaPeer));
    }

    void forget(String mediaPeer) {
        LinkLine line = lines.remove(mediaPeer);
        if (line != null) {
            line.giveUp();
        }
    }

    @Override
    public void tell(String mediaPeer, SignalingToPeer message) {
        tell(mediaPeer, message, Delivery.UNWATCHED);
    }

    private void tell(String mediaPeer, SignalingToPeer message, Delivery delivery) {
        find(mediaPeer).ifPresentOrElse(line -> line.send(message, delivery), delivery::dropped);
    }

    @Override
    public void pass(String mediaPeer, PeerId peer, PeerId from, Signal signal, Delivery delivery) {
        List<IceServer> servers = List.of();
        if (signal instanceof Signal.Offer) {
            mediaPeers.connecting(peer, from);
            servers = iceServers(peer, from);
        }
        tell(mediaPeer, new SignalingToPeer.Signaled(peer, from, signal, servers), delivery);
    }

    @Override
    public void view(String mediaPeer, PeerId peer, PeerId remote) {
        mediaPeers.connecting(peer, remote);
        tell(mediaPeer, new SignalingToPeer.View(peer, remote, iceServers(peer, remote)));
    }

    /** For one connection alone, so that the TURN server's events about it are known as such. */
    private List<IceServer> iceServers(PeerId peer, PeerId remote) {
        List<IceServer> servers = iceServers.forMediaPeer(Instant.now());
        mediaPeers
                .find(peer)
                .ifPresent(
                        placement -> issued(servers, placement.room(), placement.peer(), remote));
        return servers;
    }

    private void issued(List<IceServer> servers, RoomId room, PeerId peer, PeerId remote) {
        double now = LabClock.toMillis(clock.instant());
        for (IceServer server : servers) {
            if (server.username() != null) {
                turnUsers.issued(
                        TurnCredentials.userPart(server.username()), room, peer, remote, now);
            }
        }
    }

    @Override
    public void parted(String mediaPeer, PeerId peer, PeerId remote) {
        mediaPeers.parted(peer, remote);
    }

    @Override
    public void released(String mediaPeer, PeerId peer) {
        mediaPeers.released(peer);
    }
}
