package dev.webrtclab.natprobe.turn;

import dev.webrtclab.natprobe.nat.Endpoint;
import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address to ask permission for, as people write it: a literal one, the port may be left out.
 */
public final class PeerAddress {
    private static final Pattern FORM =
            Pattern.compile(
                    "(?:\\[(?<six>[0-9A-Fa-f:.]+)]|(?<four>[0-9.]+)|(?<bare>[0-9A-Fa-f:]+:[0-9A-Fa-f:.]*))"
                            + "(?::(?<port>[0-9]{1,5}))?");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");

    /** A permission is for an address only (RFC 8656 §9.1); something has to stand for the port. */
    private static final int ANY_PORT = 9;

    private PeerAddress() {}

    /**
     * @throws IllegalArgumentException with a sentence about what is wrong
     */
    public static Endpoint parse(String text) {
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            String four = form.group("four");
            String six = form.group("six") == null ? form.group("bare") : form.group("six");
            String port = form.group("port");
            int number = port == null ? ANY_PORT : Integer.parseInt(port);
            if (number >= 1 && number <= 65535 && (four == null || IPV4.matcher(four).matches())) {
                return new Endpoint(InetAddress.ofLiteral(four == null ? six : four), number);
            }
        }
        throw new IllegalArgumentException(
                "A peer is an address, with or without a port: 198.51.100.140, 198.51.100.140:40000 or"
                        + " [2001:db8::1]:40000.");
    }
}
