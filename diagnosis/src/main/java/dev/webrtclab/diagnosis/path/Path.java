package dev.webrtclab.diagnosis.path;

import java.util.Locale;

/** How the packets of a connection travel; from the shortest way to none. */
public enum Path {
    /** From host to host, no address is translated. */
    DIRECT,
    /** From end to end through one or more NATs, by addresses that STUN revealed. */
    STUN,
    /** Over a TURN server that is reached by UDP. */
    RELAY_UDP,
    /** Over a TURN server that at least one end reaches by TCP only. */
    RELAY_TCP,
    /** Over a TURN server that at least one end reaches by TLS only. */
    RELAY_TLS,
    /** Not at all. */
    FAILED;

    /** The word on the wire, such as {@code relay-udp}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a TURN server is on the way. */
    public boolean isRelayed() {
        return switch (this) {
            case RELAY_UDP, RELAY_TCP, RELAY_TLS -> true;
            case DIRECT, STUN, FAILED -> false;
        };
    }
}
