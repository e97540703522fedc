package dev.webrtclab.protocol.guard;

import dev.webrtclab.protocol.ErrorCode;
import dev.webrtclab.protocol.RefusedException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Grammar of STUN and TURN URLs (RFC 7064, RFC 7065) with the credentials a TURN server needs. */
public final class IceUrlGuard {
    private static final Pattern URL =
            Pattern.compile(
                    "(?<scheme>stuns?|turns?):(?<host>\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9.-]{1,253})"
                            + "(?::(?<port>\\d{1,5}))?(?<query>\\?transport=(?:udp|tcp))?");
    private static final Pattern CREDENTIAL = Pattern.compile("[\\x21-\\x7E&&[^%]]{1,512}");

    private IceUrlGuard() {}

    /**
     * Accepts one URL.
     *
     * @param username required for turn and turns
     * @param credential required for turn and turns
     * @throws RefusedException {@link ErrorCode#ICE_URL_REFUSED} with the rule that was broken
     */
    public static GuardedIceUrl accept(
            String url, @Nullable String username, @Nullable String credential)
            throws RefusedException {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            throw refused("not a URL of RFC 7064 or RFC 7065");
        }
        String host = parts.group("host");
        boolean literal = host.startsWith("[");
        if (literal
                ? !Addresses.isIpv6(host.substring(1, host.length() - 1))
                : !Addresses.isIpv4(host) && !Addresses.isDnsName(host)) {
            throw refused("the host is neither an address nor a DNS name");
        }
        String port = parts.group("port");
        if (port != null && (Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65_535)) {
            throw refused("the port must be from 1 to 65535");
        }
        boolean turn = parts.group("scheme").startsWith("turn");
        if (!turn && parts.group("query") != null) {
            throw refused("a stun URL has no transport");
        }
        if (turn && !(credential(username) && credential(credential))) {
            throw refused(
                    "a turn URL needs username and credential of 1 to 512 printable characters without %");
        }
        return new GuardedIceUrl(url, turn ? username : null, turn ? credential : null);
    }

    private static boolean credential(@Nullable String text) {
        return text != null && CREDENTIAL.matcher(text).matches();
    }

    private static RefusedException refused(String rule) {
        return new RefusedException(ErrorCode.ICE_URL_REFUSED, rule);
    }
}
