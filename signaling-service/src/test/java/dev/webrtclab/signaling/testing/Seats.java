package dev.webrtclab.signaling.testing;

import dev.webrtclab.protocol.link.SourceInfo;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.Shown;
import dev.webrtclab.protocol.signaling.SourceChoice;
import dev.webrtclab.signaling.room.MediaPeerSeat;

/** Media peers that show the pattern. */
public final class Seats {
    private static final SourceInfo PATTERN = new SourceInfo("pattern", "Colour bars");

    private Seats() {}

    /** One with trickle. */
    public static MediaPeerSeat pattern(PeerId peer, String mediaPeer) {
        return new MediaPeerSeat(
                peer, mediaPeer, Shown.of(SourceChoice.of(PATTERN.id())), PATTERN.state(), true);
    }
}
