package dev.webrtclab.mediapeer.sessions;

import dev.webrtclab.protocol.link.SignalingToPeer;
import dev.webrtclab.protocol.worker.WorkerEvent;

/** What the outside reports or asks. */
public sealed interface SessionCommand {
    /** The signaling service said something; clock answers are handled before. */
    record FromSignaling(SignalingToPeer message) implements SessionCommand {}

    /** A worker reported something. */
    record FromWorker(int worker, WorkerEvent event) implements SessionCommand {}

    /** The process of a worker exists. */
    record WorkerLaunched(int worker, long pid) implements SessionCommand {}

    /**
     * The process of a worker is gone, or could not be started.
     *
     * @param exitCode status; 128 + signal number when a signal ended it; −1 when it never started
     * @param lastWords its last lines on standard error, possibly empty
     */
    record WorkerExited(int worker, int exitCode, String lastWords) implements SessionCommand {}

    /** Time went on; several times per second. */
    record Tick() implements SessionCommand {}

    /** The service is about to end. */
    record Drain() implements SessionCommand {}
}
