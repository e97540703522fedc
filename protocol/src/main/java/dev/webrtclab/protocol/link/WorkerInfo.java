package dev.webrtclab.protocol.link;

/**
 * One worker process of a media-peer-service.
 *
 * @param id number within its service, counted from 1, never used again
 * @param pid operating-system process id, 0 before it started
 * @param sessions connections it holds now
 * @param served connections it ever held
 * @param rssBytes resident memory, 0 before it was measured
 */
public record WorkerInfo(
        int id, long pid, int sessions, int served, long rssBytes, WorkerState state) {
    /** Life of a worker. */
    public enum WorkerState {
        STARTING,
        READY,
        /** Takes no new connections and ends with its last one. */
        DRAINING
    }
}
