package dev.webrtclab.protocol.signaling;

/** Why a peer is no longer in the room. */
public enum LeaveReason {
    /** It said so. */
    LEFT,
    /** Its WebSocket ended without a goodbye and did not come back in time. */
    CONNECTION_LOST,
    /** The media-peer-service's link ended and did not come back in time. */
    MEDIA_PEER_LOST,
    /** The worker process that held the connection died. */
    WORKER_CRASHED,
    /** Nothing arrived from the viewer for several seconds. */
    VIEWER_VANISHED,
    /** It was stopped from the page or by REST. */
    STOPPED,
    /** Its peer connection failed. */
    FAILED,
    /** Its worker or service is being retired. */
    DRAINED
}
