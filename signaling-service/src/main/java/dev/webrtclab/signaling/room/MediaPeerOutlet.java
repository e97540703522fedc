package dev.webrtclab.signaling.room;

import dev.webrtclab.protocol.link.SignalingToPeer;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.Signal;

/**
 * Port: the way to the media-peer-services. Called under the room's lock; queues and never waits.
 */
public interface MediaPeerOutlet {
    /** Queues an order for one media-peer-service. */
    void tell(String mediaPeer, SignalingToPeer message);

    /** Queues a remote's signal for one of its peers; the adapter adds ICE servers. */
    void pass(String mediaPeer, PeerId peer, PeerId from, Signal signal, Delivery delivery);

    /** Queues the order to call {@code remote}; the adapter adds ICE servers. */
    void view(String mediaPeer, PeerId peer, PeerId remote);

    /** A remote no longer has a connection to the peer. */
    void parted(String mediaPeer, PeerId peer, PeerId remote);

    /** A peer is in no room any more: its place is free. */
    void released(String mediaPeer, PeerId peer);
}
