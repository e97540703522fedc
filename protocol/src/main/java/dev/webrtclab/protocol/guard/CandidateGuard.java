package dev.webrtclab.protocol.guard;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Grammar of one candidate line (RFC 8839 §5.1), narrowed: addresses are IPv4, IPv6 or a {@code
 * .local} name (RFC draft mdns-ice-candidates), extensions are token pairs, no {@code %} anywhere.
 */
public final class CandidateGuard {
    private static final int MAX_LENGTH = 512;

    private static final String TOKEN = "[A-Za-z0-9!#$&'*+./:^_`{|}~,=@?\\[\\]-]{1,256}";
    private static final Pattern LINE =
            Pattern.compile(
                    "candidate:(?<foundation>[A-Za-z0-9+/-]{1,32})"
                            + " (?<component>\\d{1,3})"
                            + " (?<transport>[A-Za-z]{3})"
                            + " (?<priority>\\d{1,10})"
                            + " (?<address>[0-9A-Za-z.:-]{1,64})"
                            + " (?<port>\\d{1,5})"
                            + " typ (?<type>host|srflx|prflx|relay)"
                            + "(?: raddr (?<raddr>[0-9A-Za-z.:-]{1,64}) rport (?<rport>\\d{1,5}))?"
                            + "(?<extensions>(?: "
                            + TOKEN
                            + " "
                            + TOKEN
                            + "){0,16})");

    private CandidateGuard() {}

    /**
     * Accepts a candidate or the empty end-of-candidates mark.
     *
     * @throws RefusedException {@link ErrorCode#CANDIDATE_REFUSED} with the rule that was broken
     */
    public static GuardedCandidate accept(String text) throws RefusedException {
        if (text.isEmpty()) {
            return new GuardedCandidate("");
        }
        String broken = broken(text);
        if (broken != null) {
            throw new RefusedException(ErrorCode.CANDIDATE_REFUSED, broken);
        }
        return new GuardedCandidate(text);
    }

    /** The rule that a candidate line breaks, or {@code null}. */
    static @org.jspecify.annotations.Nullable String broken(String text) {
        if (text.length() > MAX_LENGTH) {
            return "a candidate has at most " + MAX_LENGTH + " characters";
        }
        Matcher line = LINE.matcher(text);
        if (!line.matches()) {
            return "not a candidate line of RFC 8839 section 5.1";
        }
        if (!within(line.group("component"), 1, 256)) {
            return "component must be from 1 to 256";
        }
        if (!line.group("transport").equalsIgnoreCase("udp")
                && !line.group("transport").equalsIgnoreCase("tcp")) {
            return "transport must be udp or tcp";
        }
        if (!within(line.group("priority"), 1, Integer.MAX_VALUE)) {
            return "priority must be from 1 to 2147483647";
        }
        if (!Addresses.isIp(line.group("address"))
                && !Addresses.isMdnsName(line.group("address"))) {
            return "address must be IPv4, IPv6 or a .local name";
        }
        if (!within(line.group("port"), 0, 65_535)) {
            return "port must be from 0 to 65535";
        }
        if (line.group("raddr") != null
                && !(Addresses.isIp(line.group("raddr"))
                        && within(line.group("rport"), 0, 65_535))) {
            return "raddr and rport must be an address and a port";
        }
        return null;
    }

    private static boolean within(String digits, long least, long most) {
        long value = Long.parseLong(digits);
        return value >= least && value <= most;
    }
}
