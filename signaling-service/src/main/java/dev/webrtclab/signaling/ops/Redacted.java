package dev.webrtclab.signaling.ops;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What may be logged of a text from outside: at most 64 characters, nothing that could break a line
 * or colour a terminal, and no addresses, which are personal data.
 */
public final class Redacted {
    private static final int MOST = 64;
    private static final Pattern IPV4 = Pattern.compile("\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b");
    private static final Pattern IPV6 =
            Pattern.compile("(?i)(?<![0-9a-z])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![0-9a-z])");

    private Redacted() {}

    /** The text as it may stand in a log line. */
    public static String text(@Nullable String text) {
        return text(text, MOST);
    }

    /** The same with another length: a sentence that people are to read. */
    public static String text(@Nullable String text, int most) {
        if (text == null) {
            return "-";
        }
        String cut = text.length() > most ? text.substring(0, most) + "…" : text;
        String plain = cut.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "�");
        return IPV6.matcher(IPV4.matcher(plain).replaceAll("<ip>")).replaceAll("<ip>");
    }
}
