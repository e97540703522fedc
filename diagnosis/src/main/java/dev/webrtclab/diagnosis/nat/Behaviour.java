package dev.webrtclab.diagnosis.nat;

/** RFC 4787 words, used for mapping (§4.1) and for filtering (§5). */
public enum Behaviour {
    ENDPOINT_INDEPENDENT("endpoint-independent"),
    ADDRESS_DEPENDENT("address-dependent"),
    ADDRESS_AND_PORT_DEPENDENT("address-and-port-dependent");

    private final String word;

    Behaviour(String word) {
        this.word = word;
    }

    /** The word on the wire. */
    public String word() {
        return word;
    }
}
