package dev.webrtclab.signaling.turn;

import dev.webrtclab.protocol.link.IceServer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * STUN and TURN servers as one client may use them: named by a host that this client can reach,
 * with a credential of its own.
 */
public final class IceServers {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Availability availability;
    private final int port;
    private final Inside inside;

    /**
     * Where those inside the lab's own networks reach the server: media peers, and browsers that
     * open the page there.
     *
     * @param tlsPort for networks that let nothing out but TLS to a well-known port
     * @param pageHosts hosts that the page is opened with inside
     */
    public record Inside(String host, int port, Optional<Integer> tlsPort, Set<String> pageHosts) {
        public Inside {
            pageHosts = Set.copyOf(pageHosts);
        }
    }

    /**
     * The lab's one server.
     *
     * @param port where clients outside reach it
     */
    public IceServers(Availability availability, int port, Inside inside) {
        this.availability = availability;
        this.port = port;
        this.inside = inside;
    }

    /** Whether this lab has a TURN server. */
    public sealed interface Availability {
        /** It has, and shares a secret with it. */
        record Available(TurnCredentials credentials) implements Availability {}

        /** It has not; why, and what an operator can do. */
        record Absent(String why, String next) implements Availability {}
    }

    /** Servers with the end of their credential's life. */
    public record Offer(List<IceServer> servers, Instant expiresAt) {
        public Offer {
            servers = List.copyOf(servers);
        }
    }

    /** Whether this lab has a TURN server. */
    public Availability availability() {
        return availability;
    }

    /** Servers for a client that reaches the lab by {@code host}; empty without a TURN server. */
    public Optional<Offer> forHost(HostName host, Instant now) {
        return availability instanceof Availability.Available(var credentials)
                ? Optional.of(
                        inside.pageHosts().contains(host.inUrl())
                                ? insideOffer(credentials, now)
                                : offer(reachable(host), port, Optional.empty(), credentials, now))
                : Optional.empty();
    }

    /** Servers for a media peer. */
    public List<IceServer> forMediaPeer(Instant now) {
        return availability instanceof Availability.Available(var credentials)
                ? insideOffer(credentials, now).servers()
                : List.of();
    }

    /**
     * A browser tries {@code localhost} over IPv6 too, where nothing of the lab listens, and its
     * gathering then takes 40 s to give up; the IPv4 loopback address is the same place.
     */
    private static String reachable(HostName host) {
        return host.inUrl().equalsIgnoreCase("localhost") ? "127.0.0.1" : host.inUrl();
    }

    private Offer insideOffer(TurnCredentials credentials, Instant now) {
        return offer(inside.host(), inside.port(), inside.tlsPort(), credentials, now);
    }

    private static Offer offer(
            String host,
            int port,
            Optional<Integer> tlsPort,
            TurnCredentials credentials,
            Instant now) {
        byte[] session = new byte[12];
        RANDOM.nextBytes(session);
        TurnCredentials.Credential credential =
                credentials.issue(HexFormat.of().formatHex(session), now);
        String at = host + ":" + port;
        List<String> turn = new ArrayList<>();
        turn.add("turn:" + at + "?transport=udp");
        turn.add("turn:" + at + "?transport=tcp");
        tlsPort.ifPresent(tls -> turn.add("turns:" + host + ":" + tls + "?transport=tcp"));
        return new Offer(
                List.of(
                        new IceServer(List.of("stun:" + at), null, null),
                        new IceServer(turn, credential.username(), credential.password())),
                credential.expiresAt());
    }
}
