package dev.webrtclab.natprobe.turn;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The servers that an installation calls its own: they may be checked wherever they are.
 *
 * @param home host that {@code localhost} stands for: a page opened as {@code localhost} gets TURN
 *     URLs of that name, and they lead to the lab's server, not to the machine of this service
 */
public record OwnServers(String home, List<OwnServer> listed) {
    private static final Set<String> LOOPBACK =
            Set.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "::1");
    private static final Pattern ENTRY =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([A-Za-z0-9._-]+))(?::([0-9]{1,5}))?");

    /**
     * @param port every port when empty
     */
    public record OwnServer(String host, OptionalInt port) {
        boolean is(String wanted, int wantedPort) {
            return host.equals(wanted) && (port.isEmpty() || port.getAsInt() == wantedPort);
        }
    }

    public OwnServers {
        listed = List.copyOf(listed);
    }

    /**
     * @param home {@code host:port} of the lab's server, own on all its ports
     * @param entries {@code host} or {@code host:port} each
     * @throws IllegalArgumentException with a sentence that says what to change
     */
    public static OwnServers parse(String home, List<String> entries) {
        return new OwnServers(entry(home).host(), entries.stream().map(OwnServers::entry).toList());
    }

    private static OwnServer entry(String text) {
        Matcher entry = ENTRY.matcher(text.strip());
        if (!entry.matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is no server; write host or host:port, for example turn.example.org:3478"
                            .formatted(text));
        }
        String port = entry.group(3);
        return new OwnServer(
                normal(entry.group(1) == null ? entry.group(2) : entry.group(1)),
                port == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port)));
    }

    private static String normal(String host) {
        return host.contains(":")
                ? java.net.InetAddress.ofLiteral(host).getHostAddress()
                : host.toLowerCase(Locale.ROOT);
    }

    /** The host to connect to when the URL leads to an own server. */
    Optional<String> find(TurnUrl url) {
        boolean own =
                url.host().equals(home)
                        || listed.stream().anyMatch(server -> server.is(url.host(), url.port()));
        if (own) {
            return Optional.of(url.host());
        }
        return LOOPBACK.contains(url.host()) ? Optional.of(home) : Optional.empty();
    }
}
