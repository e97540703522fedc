package dev.webrtclab.protocol.signaling;

import org.jspecify.annotations.Nullable;

/** One member as others in the room see it. */
public record Member(PeerId peerId, @Nullable String displayName, Role role) {
    public Member {
        Texts.required(peerId, "peer_id");
        Texts.required(role, "role");
    }
}
