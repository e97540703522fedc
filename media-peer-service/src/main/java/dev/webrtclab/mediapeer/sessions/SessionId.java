package dev.webrtclab.mediapeer.sessions;

import dev.webrtclab.protocol.signaling.PeerId;

/**
 * Name of one connection between a peer and a remote.
 *
 * @param number counts the connections of this service from 1, so that late events of an earlier
 *     connection between the same two are told apart
 */
public record SessionId(PeerId peer, PeerId remote, long number) {
    /** {@code <peer>/<remote>#<number>}; neither sign may occur in a peer id. */
    @Override
    public String toString() {
        return peer + "/" + remote + "#" + number;
    }
}
