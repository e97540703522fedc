package dev.webrtclab.mediapeer.sessions;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The one place where addresses of our host candidates are exchanged for those under which the
 * machine is known outside (a 1:1 NAT, a container's published ports). Only IPv4 UDP lines with
 * {@code typ host} change; port, foundation, priority, other types and related addresses stay as
 * gathered.
 */
public final class AdvertisedAddresses {
    /** What happens with the gathered address. */
    public enum Mode {
        /** It is useless outside: the advertised addresses take its place. */
        REPLACE,
        /** It is useful too: the advertised addresses are added. */
        APPEND
    }

    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern HOST =
            Pattern.compile(
                    "(?<before>(?:a=)?candidate:\\S+ \\d+ udp \\d+ )(?<address>"
                            + IPV4.pattern()
                            + ")(?<after> \\d+ typ host(?: .*)?)",
                    Pattern.CASE_INSENSITIVE);
    private static final String CONNECTION = "c=IN IP4 ";

    private final List<String> advertised;
    private final Mode mode;

    /**
     * @param advertised IPv4 addresses, best first; empty = candidates stay as they are
     * @throws IllegalArgumentException if one is not an IPv4 address
     */
    public AdvertisedAddresses(List<String> advertised, Mode mode) {
        for (String address : advertised) {
            if (!IPV4.matcher(address).matches()) {
                throw new IllegalArgumentException(
                        "media-peer.advertised-addresses holds \""
                                + address
                                + "\", which is not an IPv4 address");
            }
        }
        this.advertised = List.copyOf(advertised);
        this.mode = mode;
    }

    /** Candidates stay as they were gathered. */
    public static AdvertisedAddresses unchanged() {
        return new AdvertisedAddresses(List.of(), Mode.REPLACE);
    }

    /** The lines to trickle for one gathered candidate; the empty one stays single. */
    public List<String> inCandidate(String candidate) {
        Matcher host = HOST.matcher(candidate);
        if (advertised.isEmpty() || !host.matches()) {
            return List.of(candidate);
        }
        List<String> lines = new ArrayList<>();
        for (String address : addressesFor(host.group("address"))) {
            lines.add(host.group("before") + address + host.group("after"));
        }
        return lines;
    }

    /** A description with the same exchange in its candidate and connection lines. */
    public String inSdp(String sdp) {
        if (advertised.isEmpty()) {
            return sdp;
        }
        Set<String> gathered =
                sdp.lines()
                        .map(HOST::matcher)
                        .filter(Matcher::matches)
                        .map(host -> host.group("address"))
                        .collect(Collectors.toSet());
        String end = sdp.contains("\r\n") ? "\r\n" : "\n";
        StringBuilder rewritten = new StringBuilder(sdp.length() + 256);
        sdp.lines()
                .flatMap(line -> inLine(line, gathered).stream())
                .forEach(line -> rewritten.append(line).append(end));
        return rewritten.toString();
    }

    private List<String> inLine(String line, Set<String> gathered) {
        boolean exchanged =
                mode == Mode.REPLACE
                        && line.startsWith(CONNECTION)
                        && gathered.contains(line.substring(CONNECTION.length()));
        return exchanged ? List.of(CONNECTION + advertised.getFirst()) : inCandidate(line);
    }

    private Set<String> addressesFor(String gathered) {
        Set<String> addresses = new LinkedHashSet<>();
        if (mode == Mode.APPEND) {
            addresses.add(gathered);
        }
        addresses.addAll(advertised);
        return addresses;
    }
}
