package dev.webrtclab.protocol.guard;

import java.util.regex.Pattern;

/** Literal addresses and names, recognised without any look-up. */
final class Addresses {
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern MDNS =
            Pattern.compile("[0-9A-Za-z-]{1,58}\\.local", Pattern.CASE_INSENSITIVE);
    private static final Pattern DNS =
            Pattern.compile(
                    "(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

    private Addresses() {}

    static boolean isIp(String text) {
        return isIpv4(text) || isIpv6(text);
    }

    static boolean isIpv4(String text) {
        return IPV4.matcher(text).matches();
    }

    /** RFC 4291 §2.2 without zone. */
    static boolean isIpv6(String text) {
        if (text.indexOf(':') < 0 || text.length() > 45) {
            return false;
        }
        int elision = text.indexOf("::");
        if (elision >= 0 && text.indexOf("::", elision + 1) >= 0) {
            return false;
        }
        int groups;
        if (elision < 0) {
            groups = groups(text, true);
            return groups == 8;
        }
        String head = text.substring(0, elision);
        String tail = text.substring(elision + 2);
        int before = head.isEmpty() ? 0 : groups(head, false);
        int after = tail.isEmpty() ? 0 : groups(tail, true);
        return before >= 0 && after >= 0 && before + after <= 7;
    }

    /** Number of 16-bit groups, or −1 when one is malformed. */
    private static int groups(String text, boolean mayEndInIpv4) {
        String[] parts = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].matches("[0-9A-Fa-f]{1,4}")) {
                count++;
            } else if (mayEndInIpv4 && i == parts.length - 1 && isIpv4(parts[i])) {
                count += 2;
            } else {
                return -1;
            }
        }
        return count;
    }

    static boolean isMdnsName(String text) {
        return MDNS.matcher(text).matches();
    }

    static boolean isDnsName(String text) {
        return DNS.matcher(text).matches() && !text.matches("[0-9.]+");
    }
}
