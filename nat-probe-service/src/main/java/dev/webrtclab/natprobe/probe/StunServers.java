package dev.webrtclab.natprobe.probe;

import dev.webrtclab.natprobe.nat.AddressFamily;
import dev.webrtclab.natprobe.nat.Endpoint;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The configured STUN server of each address family. */
@ApplicationScoped
class StunServers {
    private final ServerName ipv4;
    private final Optional<ServerName> ipv6;
    private final Optional<ServerName> tls;

    StunServers(NatProbeConfig config) {
        this.ipv4 = ServerName.parse("nat-probe.stun-server", config.stunServer());
        this.ipv6 =
                config.stunServerIpv6()
                        .map(text -> ServerName.parse("nat-probe.stun-server-ipv6", text));
        this.tls = config.tlsServer().map(text -> ServerName.parse("nat-probe.tls-server", text));
    }

    /** Where STUN over TLS is asked, for one address family. */
    Optional<Endpoint> overTls(AddressFamily family) {
        return tls.flatMap(name -> name.resolve(family));
    }

    Optional<ServerName> of(AddressFamily family) {
        return family == AddressFamily.IPV4 ? Optional.of(ipv4) : ipv6;
    }
}
