package dev.webrtclab.signaling.turn;

import dev.webrtclab.protocol.link.IceServer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * STUN and TURN servers as one client may use them: named by a host that this client can reach,
 * with a credential of its own.
 */
public final class IceServers {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Availability availability;
    private final int port;
    private final String internalHost;
    private final int internalPort;

    /**
     * The lab's one server.
     *
     * @param port where clients reach it
     * @param internalHost host by which media peers reach it
     * @param internalPort port at which media peers reach it
     */
    public IceServers(Availability availability, int port, String internalHost, int internalPort) {
        this.availability = availability;
        this.port = port;
        this.internalHost = internalHost;
        this.internalPort = internalPort;
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
                ? Optional.of(offer(reachable(host), port, credentials, now))
                : Optional.empty();
    }

    /** Servers for a media peer. */
    public List<IceServer> forMediaPeer(Instant now) {
        return availability instanceof Availability.Available(var credentials)
                ? offer(internalHost, internalPort, credentials, now).servers()
                : List.of();
    }

    /**
     * A browser tries {@code localhost} over IPv6 too, where nothing of the lab listens, and its
     * gathering then takes 40 s to give up; the IPv4 loopback address is the same place.
     */
    private static String reachable(HostName host) {
        return host.inUrl().equalsIgnoreCase("localhost") ? "127.0.0.1" : host.inUrl();
    }

    private static Offer offer(String host, int port, TurnCredentials credentials, Instant now) {
        byte[] session = new byte[12];
        RANDOM.nextBytes(session);
        TurnCredentials.Credential credential =
                credentials.issue(HexFormat.of().formatHex(session), now);
        String at = host + ":" + port;
        return new Offer(
                List.of(
                        new IceServer(List.of("stun:" + at), null, null),
                        new IceServer(
                                List.of(
                                        "turn:" + at + "?transport=udp",
                                        "turn:" + at + "?transport=tcp"),
                                credential.username(),
                                credential.password())),
                credential.expiresAt());
    }
}
