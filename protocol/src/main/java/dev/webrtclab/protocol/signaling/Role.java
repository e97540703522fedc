package dev.webrtclab.protocol.signaling;

/** What a member of a room is. */
public enum Role {
    /** A browser or any other client of {@code /ws}. */
    PARTICIPANT,
    /** A peer connection of our media-peer-service. */
    MEDIA_PEER
}
