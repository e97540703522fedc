package dev.webrtclab.natprobe.nat;

/**
 * Whether the NAT keeps the inside port number outside (RFC 4787 §4.2.1), over all sockets of the
 * probe.
 */
public enum PortPreservation {
    PRESERVED("preserved"),
    CHANGED("changed"),
    /** Kept for some sockets and changed for others, as a NAT does that avoids collisions. */
    SOMETIMES("sometimes");

    private final String word;

    PortPreservation(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
