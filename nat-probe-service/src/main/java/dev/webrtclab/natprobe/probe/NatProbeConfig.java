package dev.webrtclab.natprobe.probe;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.Optional;

/** Settings of the NAT probe; {@code docs/configuration.md} lists them. */
@ConfigMapping(prefix = "nat-probe")
public interface NatProbeConfig {
    /** The lab's STUN server for IPv4, {@code host:port}; RFC 5780 needs it on two addresses. */
    @WithDefault("198.51.100.10:3478")
    String stunServer();

    /**
     * The STUN server for IPv6, {@code [address]:port} or {@code host:port}; without it IPv6 is
     * reported as unknown.
     */
    @WithName("stun-server-ipv6")
    Optional<String> stunServerIpv6();

    /**
     * A server that speaks STUN over TLS, {@code host:port}, at the port that strict filters let
     * out; without it the report calls TLS unknown.
     */
    Optional<String> tlsServer();

    /** Whose network position the reports describe, in words for the reader. */
    @WithDefault("nat-probe-service")
    String vantage();

    /** Pause between two checks whether the STUN server answers. */
    @WithDefault("2s")
    Duration turnCheckEvery();

    /** Longest time for which the measurement of mapping lifetimes leaves a mapping alone. */
    @WithDefault("10m")
    Duration lifetimeLimit();
}
