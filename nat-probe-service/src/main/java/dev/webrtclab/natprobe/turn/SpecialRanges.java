package dev.webrtclab.natprobe.turn;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Addresses that are no public unicast host (IANA special-purpose registries): asking there would
 * reach the operator's own networks, cloud metadata or nobody. An IPv4 address written inside an
 * IPv6 one ({@code ::ffff:}, {@code ::}, {@code 64:ff9b::}, {@code 2002::}) is judged as that IPv4
 * address.
 */
public final class SpecialRanges {
    private record Range(byte[] prefix, int bits, String name) {
        boolean contains(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Range> RANGES =
            List.of(
                    range("0.0.0.0", 8, "this network"),
                    range("10.0.0.0", 8, "private"),
                    range("100.64.0.0", 10, "carrier-grade NAT"),
                    range("127.0.0.0", 8, "loopback"),
                    range("169.254.0.0", 16, "link-local, cloud metadata"),
                    range("172.16.0.0", 12, "private"),
                    range("192.0.0.0", 24, "protocol assignments"),
                    range("192.0.2.0", 24, "documentation"),
                    range("192.88.99.0", 24, "6to4 relays"),
                    range("192.168.0.0", 16, "private"),
                    range("198.18.0.0", 15, "benchmarks"),
                    range("198.51.100.0", 24, "documentation"),
                    range("203.0.113.0", 24, "documentation"),
                    range("224.0.0.0", 4, "multicast"),
                    range("240.0.0.0", 4, "reserved, broadcast"),
                    range("2001::", 23, "protocol assignments, Teredo"),
                    range("2001:db8::", 32, "documentation"),
                    range("3fff::", 20, "documentation"));
    private static final Range GLOBAL_UNICAST = range("2000::", 3, "global unicast");
    private static final Range MAPPED_PREFIX =
            new Range(bytes(16, 10, 0xff, 11, 0xff), 96, "mapped");
    private static final Range COMPATIBLE = new Range(new byte[16], 96, "compatible");
    private static final Range NAT64 = range("64:ff9b::", 96, "NAT64");
    private static final Range SIX_TO_FOUR = range("2002::", 16, "6to4");

    private SpecialRanges() {}

    /** What the address belongs to when it is no public one. */
    public static Optional<String> find(InetAddress address) {
        byte[] reduced = reduce(address.getAddress());
        for (Range range : RANGES) {
            if (range.contains(reduced)) {
                return Optional.of(range.name());
            }
        }
        return reduced.length == 4 || GLOBAL_UNICAST.contains(reduced)
                ? Optional.empty()
                : Optional.of("no global unicast");
    }

    private static byte[] reduce(byte[] address) {
        if (MAPPED_PREFIX.contains(address)
                || COMPATIBLE.contains(address)
                || NAT64.contains(address)) {
            return Arrays.copyOfRange(address, 12, 16);
        }
        return SIX_TO_FOUR.contains(address) ? Arrays.copyOfRange(address, 2, 6) : address;
    }

    private static Range range(String first, int bits, String name) {
        return new Range(InetAddress.ofLiteral(first).getAddress(), bits, name);
    }

    private static byte[] bytes(int length, int... placeAndValue) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < placeAndValue.length; i += 2) {
            bytes[placeAndValue[i]] = (byte) placeAndValue[i + 1];
        }
        return bytes;
    }

    /** The same address without a name, so that nothing looks it up again. */
    static InetAddress nameless(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 and 16 bytes are an address", e);
        }
    }
}
