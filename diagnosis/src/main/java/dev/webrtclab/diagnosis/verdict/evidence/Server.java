package dev.webrtclab.diagnosis.verdict.evidence;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A STUN or TURN server as a URL names it (RFC 7064, RFC 7065). Two spellings of one server are
 * equal.
 *
 * @param transport {@code udp}, {@code tcp} or {@code tls}
 */
public record Server(boolean isTurn, String host, int port, String transport) {
    private static final Pattern URL =
            Pattern.compile(
                    "(stuns?|turns?):(?://)?(\\[[^\\]]+\\]|[^:?/]+)(?::(\\d{1,5}))?(?:\\?transport=(\\w+))?.*",
                    Pattern.CASE_INSENSITIVE);

    /** The server of a URL; empty for what is none. */
    public static Optional<Server> of(@Nullable String url) {
        if (url == null) {
            return Optional.empty();
        }
        Matcher matcher = URL.matcher(url.trim());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String scheme = matcher.group(1).toLowerCase(Locale.ROOT);
        boolean isSecure = scheme.endsWith("s");
        String port = matcher.group(3);
        String asked = matcher.group(4);
        String transport =
                isSecure ? "tls" : asked != null && asked.equalsIgnoreCase("tcp") ? "tcp" : "udp";
        return Optional.of(
                new Server(
                        scheme.startsWith("turn"),
                        Address.host(matcher.group(2).toLowerCase(Locale.ROOT)),
                        port == null ? isSecure ? 5349 : 3478 : Integer.parseInt(port),
                        transport));
    }

    /** Whether it is asked by UDP. */
    public boolean isOverUdp() {
        return transport.equals("udp");
    }

    /** {@code host:port} for people. */
    public String at() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
