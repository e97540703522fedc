package dev.webrtclab.mediapeer.sessions;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.link.PeerToSignaling;
import dev.webrtclab.protocol.signaling.EvidenceEvent;
import dev.webrtclab.protocol.signaling.LeaveReason;
import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.worker.WorkerCommand;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What follows from a command, to be carried out in order. */
public sealed interface SessionEffect {
    /** Start the process of a new worker. */
    record StartWorker(int worker) implements SessionEffect {}

    /** Write a command to a worker. */
    record Command(int worker, WorkerCommand command) implements SessionEffect {}

    /** End a worker's process at once. */
    record KillWorker(int worker) implements SessionEffect {}

    /** Say something to the signaling service. */
    record Tell(PeerToSignaling message) implements SessionEffect {}

    /**
     * A connection observed something; {@code at} in ms since the epoch on this machine's clock.
     *
     * @param uncertaintyMs it happened at {@code at}, or this much before or after
     */
    record Observed(
            PeerId peer, PeerId remote, double at, double uncertaintyMs, EvidenceEvent event)
            implements SessionEffect {}

    /** Something for the log and the figures. */
    record Noted(Note note) implements SessionEffect {}

    /** Life-cycle facts; one each for one log line or one figure. */
    sealed interface Note {
        /** A peer was started in a room. */
        record PeerStarted(PeerId peer, String room, String source) implements Note {}

        /** A peer ended with all its connections. */
        record PeerStopped(PeerId peer, LeaveReason reason) implements Note {}

        /** A peer shows another source. */
        record SourceShown(PeerId peer, String source) implements Note {}

        /** A peer can not show a source. */
        record SourceNotShown(PeerId peer, String source, ErrorCode code, String detail)
                implements Note {}

        /** A connection was given to a worker. */
        record SessionStarted(SessionId session, int worker) implements Note {}

        /** The answer to an offer left, this long after the offer came. */
        record Answered(SessionId session, Duration took) implements Note {}

        /** A connection ended. */
        record SessionEnded(SessionId session, int worker, LeaveReason reason) implements Note {}

        /** A message of a remote was refused. */
        record Refused(PeerId peer, PeerId remote, ErrorCode code, String detail, boolean offer)
                implements Note {}

        /** A worker can be used. */
        record WorkerReady(int worker, long pid, Duration took) implements Note {}

        /** A worker died or was killed while it was in use. */
        record WorkerCrashed(int worker, @Nullable Integer exitCode, String why, int sessions)
                implements Note {}

        /** A worker did not become ready; the next try comes after the pause. */
        record WorkerStartFailed(int worker, String why, Duration pause) implements Note {}

        /** A worker takes no new connections and ends with its last one. */
        record WorkerRetired(int worker, String why) implements Note {}

        /** A worker ended as asked. */
        record WorkerEnded(int worker, int exitCode) implements Note {}

        /** What connections encoded and sent since the last note. */
        record MediaSent(long frames, long bytes) implements Note {}
    }
}
