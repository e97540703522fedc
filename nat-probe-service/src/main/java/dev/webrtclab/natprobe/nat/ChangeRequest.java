package dev.webrtclab.natprobe.nat;

/** Where a server is asked to answer from (RFC 5780 §7.2). */
public enum ChangeRequest {
    /** From the address and port the request went to. */
    NONE("none"),
    /** From the other port of the same address. */
    PORT("port"),
    /** From the other address and the other port. */
    ADDRESS_AND_PORT("address-and-port");

    private final String word;

    ChangeRequest(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
