package dev.webrtclab.protocol.record;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Stand-ins for IP addresses, the same one for the same address. A stand-in keeps what a diagnosis
 * looks at: the family, the kind of range (loopback, link-local, private, shared, public) and
 * whether two addresses share a network (/24 or /64); it is never one of the addresses that are to
 * be hidden.
 */
final class AddressPseudonyms {
    private final Map<String, String> networks = new HashMap<>();
    private final Map<String, Integer> inRange = new HashMap<>();
    private final Map<String, String> addresses = new HashMap<>();
    private final Map<String, Integer> inNetwork = new HashMap<>();
    private final Set<String> real;

    /**
     * None given yet.
     *
     * @param real addresses that no stand-in may be, as text
     */
    AddressPseudonyms(Set<String> real) {
        this.real = Set.copyOf(real);
    }

    /** The stand-in of an IPv4 address; unspecified and loopback ones stand for themselves. */
    String of4(int a, int b, int c, int d) {
        String address = a + "." + b + "." + c + "." + d;
        if (a == 127 || a == 0 || a == 255) {
            return address;
        }
        return addresses.computeIfAbsent(
                address,
                any -> {
                    String network = a + "." + b + "." + c;
                    String stand =
                            networks.computeIfAbsent(
                                    network, none -> range4(a, b, next(rangeOf4(a, b))));
                    String given;
                    do {
                        int host = inNetwork.merge(network, 1, Integer::sum);
                        given = stand + "." + host;
                    } while (real.contains(given));
                    return given;
                });
    }

    /** The stand-in of an IPv6 address, given as its eight groups. */
    String of6(int[] groups) {
        String address = java.util.Arrays.toString(groups);
        boolean local = true;
        for (int i = 0; i < 7; i++) {
            local &= groups[i] == 0;
        }
        if (local && groups[7] <= 1) {
            return groups[7] == 0 ? "::" : "::1";
        }
        return addresses.computeIfAbsent(
                address,
                any -> {
                    String range = range6(groups[0]);
                    String network =
                            groups[0] + ":" + groups[1] + ":" + groups[2] + ":" + groups[3];
                    String stand =
                            networks.computeIfAbsent(
                                    network, none -> range + Integer.toHexString(next(range)));
                    String given;
                    do {
                        int host = inNetwork.merge(network, 1, Integer::sum);
                        given = stand + "::" + Integer.toHexString(host);
                    } while (real.contains(given));
                    return given;
                });
    }

    private int next(String range) {
        return inRange.merge(range, 1, Integer::sum);
    }

    private static String rangeOf4(int a, int b) {
        if (a == 10) {
            return "10";
        } else if (a == 172 && b >= 16 && b < 32) {
            return "172";
        } else if (a == 192 && b == 168) {
            return "192";
        } else if (a == 100 && b >= 64 && b < 128) {
            return "100";
        } else if (a == 169 && b == 254) {
            return "169";
        }
        return "public";
    }

    /** The n-th network of the range that an address is in. */
    private static String range4(int a, int b, int n) {
        return switch (rangeOf4(a, b)) {
            case "10" -> "10." + (n / 256) + "." + (n % 256);
            case "172" -> "172." + (16 + n / 256 % 16) + "." + (n % 256);
            case "192" -> "192.168." + (n % 256);
            case "100" -> "100." + (64 + n / 256 % 64) + "." + (n % 256);
            case "169" -> "169.254." + (n % 256);
            default -> "198." + (18 + n / 256 % 2) + "." + (n % 256); // RFC 2544
        };
    }

    private static String range6(int first) {
        if ((first & 0xfe00) == 0xfc00) {
            return "fd00:0:0:";
        }
        return (first & 0xffc0) == 0xfe80 ? "fe80:0:0:" : "2001:db8:0:";
    }
}
