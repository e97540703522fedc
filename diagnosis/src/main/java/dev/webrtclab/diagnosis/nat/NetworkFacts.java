package dev.webrtclab.diagnosis.nat;

import java.util.Optional;

/**
 * What was measured about the network of one end; empty where it is not known.
 *
 * @param natted whether an address translator is between this end and the STUN server
 * @param mappedAddress IP address (without port) by which the STUN server saw this end
 * @param udp whether UDP came back from the STUN and TURN server
 * @param tcp whether it answers over TCP
 * @param tls whether it answers over TLS, on the port that filters let through
 */
public record NetworkFacts(
        Optional<Boolean> natted,
        Optional<String> mappedAddress,
        Optional<Behaviour> mapping,
        Optional<Behaviour> filtering,
        Optional<Boolean> udp,
        Optional<Boolean> tcp,
        Optional<Boolean> tls) {

    /** Nothing was measured. */
    public static final NetworkFacts UNKNOWN =
            new NetworkFacts(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    /**
     * Whether other ends can know the address it will send from: no NAT, or one mapping for all.
     */
    Optional<Boolean> isPredictable() {
        if (natted.filter(is -> !is).isPresent()) {
            return Optional.of(true);
        }
        return mapping.map(behaviour -> behaviour == Behaviour.ENDPOINT_INDEPENDENT);
    }
}
