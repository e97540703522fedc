package dev.webrtclab.signaling.status;

import dev.webrtclab.protocol.signaling.Lab;
import dev.webrtclab.signaling.mediapeer.MediaPeerState;
import dev.webrtclab.signaling.mediapeer.MediaPeers;
import dev.webrtclab.signaling.turn.IceServers;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What works in this lab and what is missing, put together from what was last measured. */
public final class StatusBoard {
    private static final String NOT_MEASURED = "Not measured yet.";

    private final MediaPeers mediaPeers;
    private final IceServers iceServers;
    private final Clock clock;
    private volatile Measured measured =
            new Measured(
                    new Lab.Turn(Lab.TurnState.UNKNOWN, NOT_MEASURED, "Wait a moment."),
                    new Lab.NatProbe(Lab.State.DOWN, NOT_MEASURED));
    private volatile Lab.Status last;

    private record Measured(Lab.Turn turn, Lab.NatProbe natProbe) {}

    /** A board that knows nothing of TURN server and NAT probe yet. */
    public StatusBoard(MediaPeers mediaPeers, IceServers iceServers, Clock clock) {
        this.mediaPeers = mediaPeers;
        this.iceServers = iceServers;
        this.clock = clock;
        this.last = compose();
    }

    /** Takes a new measurement of the parts that only the NAT probe sees. */
    public void measured(Lab.Turn turn, Lab.NatProbe natProbe) {
        measured = new Measured(turn, natProbe);
    }

    /** The picture now. */
    public Lab.Status current() {
        return compose();
    }

    /** The picture now if it differs from the last one that this method gave out. */
    public synchronized Optional<Lab.Status> changed() {
        Lab.Status now = compose();
        boolean same =
                now.turn().equals(last.turn())
                        && now.mediaPeers().equals(last.mediaPeers())
                        && now.natProbe().equals(last.natProbe());
        last = now;
        return same ? Optional.empty() : Optional.of(now);
    }

    private Lab.Status compose() {
        List<MediaPeerState> linked = mediaPeers.linked();
        int ready = (int) linked.stream().filter(state -> !state.load().draining()).count();
        Measured latest = measured;
        Lab.Turn turn =
                iceServers.availability()
                                instanceof IceServers.Availability.Absent(var why, var next)
                        ? new Lab.Turn(Lab.TurnState.ABSENT, why, next)
                        : latest.turn();
        return new Lab.Status(
                turn,
                new Lab.MediaPeers(
                        ready > 0 ? Lab.State.UP : Lab.State.DOWN,
                        ready,
                        linked.stream().mapToInt(state -> state.load().sessions()).sum(),
                        linked.stream().mapToInt(MediaPeerState::capacity).sum()),
                latest.natProbe(),
                clock.instant().toString());
    }
}
