package dev.webrtclab.mediapeer.worker.peer;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that one connection has heard of, to find the one that a masked address of the
 * engine's log means: {@code 192.0.2.x:3478} is the one that begins so and has this port. With
 * none, or more than one, it stays hidden.
 */
final class KnownAddresses {
    private static final int MOST = 1024;
    private static final Pattern CANDIDATE =
            Pattern.compile(
                    "(?:a=)?candidate:\\S+ \\d+ \\S+ \\d+ (?<address>\\S+) (?<port>\\d{1,5}) typ \\S+"
                            + "(?: raddr (?<related>\\S+) rport (?<relatedPort>\\d{1,5}))?.*");
    private static final Pattern SERVER =
            Pattern.compile(
                    "(?:stun|turn)s?:(?<address>\\[[0-9a-fA-F:.]+]|[0-9.]+)(?::(?<port>\\d{1,5}))?(?:\\?.*)?");

    private final Map<String, Set<String>> byMask = new HashMap<>();
    private int known;

    /** Takes the addresses of a candidate line in. */
    void addCandidate(String line) {
        Matcher m = CANDIDATE.matcher(line);
        if (m.matches()) {
            add(m.group("address"), m.group("port"));
            if (m.group("related") != null) {
                add(m.group("related"), m.group("relatedPort"));
            }
        }
    }

    /** Takes the candidates of a description in. */
    void addDescription(String text) {
        text.lines().filter(line -> line.startsWith("a=candidate:")).forEach(this::addCandidate);
    }

    /** Takes the address of a server in, if its URL has one instead of a name. */
    void addServer(String url) {
        Matcher m = SERVER.matcher(url);
        if (m.matches()) {
            String standard =
                    url.startsWith("stuns:") || url.startsWith("turns:") ? "5349" : "3478";
            add(
                    m.group("address").replace("[", "").replace("]", ""),
                    m.group("port") == null ? standard : m.group("port"));
        }
    }

    /** The address that a masked one means. */
    @Nullable String find(@Nullable String masked) {
        Set<String> found = masked == null ? null : byMask.get(masked);
        return found != null && found.size() == 1 ? found.iterator().next() : null;
    }

    private void add(String address, String port) {
        String mask = mask(address);
        if (mask != null && known < MOST) {
            String full = (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + port;
            if (byMask.computeIfAbsent(mask + ":" + port, _ -> new HashSet<>()).add(full)) {
                known++;
            }
        }
    }

    /** As the engine masks: the last of four numbers, the last five of eight groups. */
    private static @Nullable String mask(String address) {
        InetAddress parsed;
        try {
            parsed = InetAddress.ofLiteral(address);
        } catch (IllegalArgumentException e) {
            return null;
        }
        byte[] bytes = parsed.getAddress();
        if (parsed instanceof Inet6Address) {
            return "[%x:%x:%x:x:x:x:x:x]"
                    .formatted(group(bytes, 0), group(bytes, 2), group(bytes, 4));
        }
        return "%d.%d.%d.x".formatted(bytes[0] & 0xFF, bytes[1] & 0xFF, bytes[2] & 0xFF);
    }

    private static int group(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }
}
