package dev.webrtclab.natprobe.nat;

/** When a NAT reuses the outside address and port of an inside socket (RFC 4787 §4.1). */
public enum MappingBehavior {
    ENDPOINT_INDEPENDENT("endpoint-independent"),
    ADDRESS_DEPENDENT("address-dependent"),
    ADDRESS_AND_PORT_DEPENDENT("address-and-port-dependent");

    private final String word;

    MappingBehavior(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
