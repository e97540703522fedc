package dev.webrtclab.signaling.turn;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host as it stands in a URL: a DNS name, an IPv4 address, or an IPv6 address in brackets. Only
 * made from text that keeps that grammar, because it goes on into ICE URLs.
 */
public final class HostName {
    private static final Pattern HOST_AND_PORT =
            Pattern.compile(
                    "(?<host>\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
                            + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?){0,10}\\.?)"
                            + "(?::(?<port>\\d{1,5}))?");

    private final String inUrl;

    private HostName(String inUrl) {
        this.inUrl = inUrl;
    }

    /**
     * Reads the value of a {@code Host} header, or a configured host; a port is dropped.
     *
     * @throws RefusedException {@link ErrorCode#INVALID_MESSAGE} if it is neither a name nor an
     *     address
     */
    public static HostName parse(String hostHeader) throws RefusedException {
        Matcher matcher = HOST_AND_PORT.matcher(hostHeader);
        if (hostHeader.length() > 253 + 6 || !matcher.matches()) {
            throw new RefusedException(
                    ErrorCode.INVALID_MESSAGE, "the Host header is neither a name nor an address");
        }
        String host = matcher.group("host");
        return new HostName(host.endsWith(".") ? host.substring(0, host.length() - 1) : host);
    }

    /** The host without port; IPv6 in brackets. */
    public String inUrl() {
        return inUrl;
    }

    @Override
    public String toString() {
        return inUrl;
    }
}
