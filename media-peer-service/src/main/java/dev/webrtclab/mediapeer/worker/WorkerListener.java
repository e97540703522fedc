package dev.webrtclab.mediapeer.worker;

import dev.webrtclab.protocol.worker.WorkerEvent;

/** Hears a worker's process. Called from its reader threads: hand over and return. */
public interface WorkerListener {
    /** The process exists. */
    void launched(int worker, long pid);

    /** It reported something. */
    void reported(int worker, WorkerEvent event);

    /** It wrote a line that is no event. */
    void malformed(int worker);

    /**
     * It is gone; the last call for this worker.
     *
     * @param exitCode status, or −1 when it could not be started
     * @param lastWords last lines on standard error, possibly empty
     */
    void exited(int worker, int exitCode, String lastWords);
}
