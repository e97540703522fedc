package dev.webrtclab.natprobe.nat;

/**
 * Whose packets a NAT or firewall lets in to an inside socket that sent something out (RFC 4787
 * §5).
 */
public enum FilteringBehavior {
    ENDPOINT_INDEPENDENT("endpoint-independent"),
    ADDRESS_DEPENDENT("address-dependent"),
    ADDRESS_AND_PORT_DEPENDENT("address-and-port-dependent");

    private final String word;

    FilteringBehavior(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
