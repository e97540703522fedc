package dev.webrtclab.protocol.signaling;

import org.jspecify.annotations.Nullable;

/**
 * One member as others in the room see it.
 *
 * @param state what it sends; {@code null} while it has not said so
 * @param shows what a media peer shows
 */
public record Member(
        PeerId peerId,
        @Nullable String displayName,
        Role role,
        @Nullable MediaState state,
        @Nullable Shown shows) {
    public Member {
        Texts.required(peerId, "peer_id");
        Texts.required(role, "role");
    }
}
