package dev.webrtclab.natprobe.turn;

import java.util.Locale;

/** The stages of a check, in their order; each needs the ones before. */
public enum Stage {
    /** A STUN answer came, over TCP or TLS through a connection that was made for it. */
    REACHABLE,
    /** Allocate (RFC 8656 §7) succeeded. */
    CREDENTIALS,
    /** CreatePermission (RFC 8656 §9) for the peer's real address succeeded. */
    PERMISSION,
    /** Bytes came back from a peer behind the relay. */
    ECHO;

    /** The word on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
