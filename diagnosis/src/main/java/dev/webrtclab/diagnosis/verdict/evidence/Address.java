package dev.webrtclab.diagnosis.verdict.evidence;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** IP addresses in texts, and what can be said of them without asking anybody. */
public final class Address {
    /** Who can reach an address. */
    public enum Kind {
        /** The same machine. */
        LOOPBACK,
        /** The same link (RFC 3927, RFC 4291 §2.5.6). */
        LINK_LOCAL,
        /** A private network (RFC 1918, RFC 6598, RFC 4193). */
        PRIVATE,
        /** Everybody, as far as the address tells. */
        PUBLIC,
        /** A {@code .local} name that stands for an address (mDNS candidates). */
        HIDDEN,
        /** It is no address, or one that was masked. */
        UNKNOWN
    }

    private Address() {}

    /** The host of {@code address:port} or {@code [address]:port}, or the text itself. */
    public static String host(String text) {
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            return end < 0 ? text : text.substring(1, end);
        }
        int colon = text.lastIndexOf(':');
        return colon < 0 || text.indexOf(':') != colon ? text : text.substring(0, colon);
    }

    /** The port of {@code address:port}. */
    public static Optional<Integer> port(String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        return colon > 0 && port.matches("\\d{1,5}")
                ? Optional.of(Integer.parseInt(port))
                : Optional.empty();
    }

    /** What kind of address a host is. */
    public static Kind kind(@Nullable String host) {
        if (host == null) {
            return Kind.UNKNOWN;
        }
        String name = host.toLowerCase(Locale.ROOT);
        if (name.endsWith(".local")) {
            return Kind.HIDDEN;
        }
        if (name.equals("localhost")) {
            return Kind.LOOPBACK;
        }
        return name.indexOf(':') >= 0 ? kindOfIpv6(name) : kindOfIpv4(octets(name));
    }

    private static Kind kindOfIpv6(String name) {
        if (!name.matches("[0-9a-f:.]+")) {
            return Kind.UNKNOWN;
        }
        if (name.equals("::1")) {
            return Kind.LOOPBACK;
        }
        if (name.matches("fe[89ab].*")) {
            return Kind.LINK_LOCAL;
        }
        return name.matches("f[cd].*") ? Kind.PRIVATE : Kind.PUBLIC;
    }

    private static Kind kindOfIpv4(int[] octets) {
        if (octets.length == 0) {
            return Kind.UNKNOWN;
        }
        int first = octets[0];
        int second = octets[1];
        if (first == 127) {
            return Kind.LOOPBACK;
        }
        if (first == 169 && second == 254) {
            return Kind.LINK_LOCAL;
        }
        boolean isPrivate =
                first == 10
                        || (first == 172 && second >= 16 && second < 32)
                        || (first == 192 && second == 168)
                        || (first == 100 && second >= 64 && second < 128);
        return isPrivate ? Kind.PRIVATE : Kind.PUBLIC;
    }

    /**
     * Whether container engines give such addresses to their bridges: 172.16.0.0/12, and
     * 192.168.65.0/24 of Docker Desktop's virtual machine.
     */
    public static boolean isOfContainerBridge(String host) {
        int[] octets = octets(host);
        return octets.length == 4
                && ((octets[0] == 172 && octets[1] >= 16 && octets[1] < 32)
                        || (octets[0] == 192 && octets[1] == 168 && octets[2] == 65));
    }

    /** Whether two IPv4 addresses have the same first 24 bits. */
    public static boolean shareNetwork(String one, String other) {
        int[] a = octets(one);
        int[] b = octets(other);
        return a.length == 4 && b.length == 4 && a[0] == b[0] && a[1] == b[1] && a[2] == b[2];
    }

    private static int[] octets(String host) {
        if (!host.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
            return new int[0];
        }
        String[] parts = host.split("\\.", -1);
        int[] octets = new int[4];
        for (int i = 0; i < 4; i++) {
            octets[i] = Integer.parseInt(parts[i]);
        }
        return octets;
    }
}
