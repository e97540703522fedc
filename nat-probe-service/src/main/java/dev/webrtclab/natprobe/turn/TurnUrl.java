package dev.webrtclab.natprobe.turn;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * URL of a STUN or TURN server (RFC 7064, RFC 7065), read more strictly than a browser does: no
 * user-info, path, zone id or escape, no trailing dot, and an IPv4 address only as four decimal
 * numbers. What looks like any other spelling of an address is refused, since resolvers differ in
 * what they make of it.
 *
 * @param text the URL as it was given
 * @param relay whether it names a TURN server
 * @param host name or literal address, IPv6 without brackets, in lower case
 * @param port 1 to 65535
 * @param literal the address when the host is one
 */
public record TurnUrl(
        String text,
        boolean relay,
        UrlTransport transport,
        String host,
        int port,
        Optional<InetAddress> literal) {
    private static final int LONGEST = 300;
    private static final int LONGEST_NAME = 253;
    private static final Pattern FORM =
            Pattern.compile(
                    "(?<scheme>stuns?|turns?):(?:\\[(?<six>[0-9A-Fa-f:.]+)]|(?<host>[A-Za-z0-9.-]+))"
                            + "(?::(?<port>[0-9]{1,5}))?(?:\\?transport=(?<transport>udp|tcp))?");
    private static final String OCTET = "(?:0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern NAME =
            Pattern.compile(
                    "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");

    /**
     * @throws UnusableUrlException with a sentence about what is wrong, without the text itself
     */
    public static TurnUrl parse(String text) throws UnusableUrlException {
        Matcher form = FORM.matcher(text);
        if (text.length() > LONGEST || !form.matches()) {
            throw new UnusableUrlException(
                    "A URL is stun:host[:port], stuns:host[:port], turn:host[:port][?transport=udp|tcp]"
                            + " or turns:host[:port][?transport=tcp], in lower case and nothing else.");
        }
        String scheme = form.group("scheme");
        boolean relay = scheme.startsWith("turn");
        boolean secure = scheme.endsWith("s");
        String transport = form.group("transport");
        if (!relay && transport != null) {
            throw new UnusableUrlException("A stun: URL has no transport (RFC 7064).");
        }
        if (secure && "udp".equals(transport)) {
            throw new UnusableUrlException(
                    "TURN over DTLS (turns: with transport=udp) is not checked: browsers do not use it.");
        }
        return new TurnUrl(
                text,
                relay,
                secure
                        ? UrlTransport.TLS
                        : "tcp".equals(transport) ? UrlTransport.TCP : UrlTransport.UDP,
                host(form),
                port(form.group("port"), secure),
                literal(form));
    }

    private static int port(String digits, boolean secure) throws UnusableUrlException {
        int port = digits == null ? secure ? 5349 : 3478 : Integer.parseInt(digits);
        if (port < 1 || port > 65535 || digits != null && digits.startsWith("0")) {
            throw new UnusableUrlException("A port is 1 to 65535.");
        }
        return port;
    }

    private static String host(Matcher form) throws UnusableUrlException {
        String six = form.group("six");
        if (six != null) {
            return literalSix(six).getHostAddress();
        }
        String host = form.group("host").toLowerCase(java.util.Locale.ROOT);
        if (IPV4.matcher(host).matches()) {
            return host;
        }
        if (host.length() > LONGEST_NAME || !NAME.matcher(host).matches()) {
            throw new UnusableUrlException(
                    "The host is neither a name nor an address: an IPv4 address is four decimal numbers,"
                            + " and a name does not end in a number or a dot.");
        }
        return host;
    }

    private static Optional<InetAddress> literal(Matcher form) throws UnusableUrlException {
        String six = form.group("six");
        if (six != null) {
            return Optional.of(literalSix(six));
        }
        String host = form.group("host");
        return IPV4.matcher(host).matches()
                ? Optional.of(InetAddress.ofLiteral(host))
                : Optional.empty();
    }

    private static InetAddress literalSix(String six) throws UnusableUrlException {
        try {
            return Inet6Address.ofLiteral(six);
        } catch (IllegalArgumentException e) {
            throw new UnusableUrlException("What stands in brackets is no IPv6 address.");
        }
    }
}
