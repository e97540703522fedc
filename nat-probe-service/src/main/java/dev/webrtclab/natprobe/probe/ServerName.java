package dev.webrtclab.natprobe.probe;

import dev.webrtclab.natprobe.nat.AddressFamily;
import dev.webrtclab.natprobe.nat.Endpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code host:port} as configured; the host is resolved anew for each probe, once. */
record ServerName(String host, int port) {
    private static final Pattern HOST_PORT =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):([0-9]{1,5})");

    /**
     * @throws IllegalArgumentException with a sentence that says what to change
     */
    static ServerName parse(String property, String text) {
        Matcher matcher = HOST_PORT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "%s is \"%s\"; write host:port, for example 198.51.100.10:3478 or [2001:db8::10]:3478"
                            .formatted(property, text));
        }
        int port = Integer.parseInt(matcher.group(2));
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException(
                    "%s has port %d; a port is 1 to 65535".formatted(property, port));
        }
        return new ServerName(matcher.group(1).replaceAll("[\\[\\]]", ""), port);
    }

    Optional<Endpoint> resolve(AddressFamily family) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host))
                    .filter(address -> AddressFamily.of(address) == family)
                    .findFirst()
                    .map(address -> new Endpoint(address, port));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
    }
}
