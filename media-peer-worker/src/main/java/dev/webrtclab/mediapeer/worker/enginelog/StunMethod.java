package dev.webrtclab.mediapeer.worker.enginelog;

/** A method of STUN (RFC 8489 §18.2) or TURN (RFC 8656 §17). */
public enum StunMethod {
    /** Binding: asks a STUN server, or is a connectivity check. */
    BINDING,
    /** Allocate. */
    ALLOCATE,
    /** Refresh. */
    REFRESH,
    /** CreatePermission. */
    CREATE_PERMISSION,
    /** ChannelBind. */
    CHANNEL_BIND
}
