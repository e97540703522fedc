package dev.webrtclab.signaling.room;

import dev.webrtclab.protocol.signaling.MediaState;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.Shown;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * One peer of a media-peer-service as a member of a room.
 *
 * @param peer its id in the room
 * @param mediaPeer id of the media-peer-service that runs it
 * @param shows what it shows, or was asked to
 * @param state what it sends with that
 * @param trickle {@code false}: its answers carry all candidates
 */
public record MediaPeerSeat(
        PeerId peer, String mediaPeer, Shown shows, MediaState state, boolean trickle) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String CALLED = "media-";
    private static final String STARTED = "media-started-";

    /** A new id for a media peer that a participant calls; it goes with the last participant. */
    public static PeerId newCalledId() {
        return random(CALLED);
    }

    /**
     * A new id for a media peer that is started from outside and stays until it is stopped. The id
     * itself says so, because this service keeps nothing over a restart.
     */
    public static PeerId newStartedId() {
        return random(STARTED);
    }

    /** The same peer with another picture. */
    MediaPeerSeat showing(Shown other, MediaState with) {
        return new MediaPeerSeat(peer, mediaPeer, other, with, trickle);
    }

    /** Whether it stays in its room without any participant. */
    public boolean staysAlone() {
        return isStarted(peer);
    }

    /** Whether an id was made by {@link #newStartedId()}. */
    public static boolean isStarted(PeerId peer) {
        return peer.value().startsWith(STARTED);
    }

    private static PeerId random(String prefix) {
        byte[] bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        return new PeerId(prefix + HexFormat.of().formatHex(bytes));
    }
}
