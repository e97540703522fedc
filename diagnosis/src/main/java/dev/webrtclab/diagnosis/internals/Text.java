package dev.webrtclab.diagnosis.internals;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts and times of a dump, made fit for a record. */
final class Text {
    private static final int LONGEST = 400;
    private static final Pattern SECRET =
            Pattern.compile(
                    "(ice-pwd:|ice-ufrag:|credential|password)\\S*", Pattern.CASE_INSENSITIVE);
    private static final List<DateTimeFormatter> OLD =
            List.of(
                    DateTimeFormatter.ofPattern("M/d/yyyy, h:mm:ss a", Locale.US),
                    DateTimeFormatter.ofPattern("d/M/yyyy, HH:mm:ss", Locale.US),
                    DateTimeFormatter.ofPattern("d.M.yyyy, HH:mm:ss", Locale.US));

    private Text() {}

    /** Without control characters and secrets, and not too long. */
    static String printable(String text) {
        String safe = SECRET.matcher(text).replaceAll("…").replaceAll("\\p{Cntrl}+", " ");
        return safe.length() > LONGEST ? safe.substring(0, LONGEST) : safe;
    }

    /** A word without the quotes that newer Chromium puts around it. */
    static String word(String value) {
        String bare = value.replace("\"", "").trim();
        // In 2013 the names were ICEConnectionStateConnected and the like.
        bare = bare.replaceFirst("^(?:ICE|Signaling)(?:Connection|Gathering)?State", "");
        return printable(bare.toLowerCase(Locale.ROOT));
    }

    /**
     * A time in ms since the epoch: a number, ISO 8601, or what old versions wrote in the words of
     * their user's language, of which the common forms are read, as if in UTC.
     */
    static Optional<Double> time(@Nullable JsonNode value) {
        if (value == null) {
            return Optional.empty();
        }
        if (value.isNumber()) {
            return Double.isFinite(value.asDouble())
                    ? Optional.of(value.asDouble())
                    : Optional.empty();
        }
        String text = value.asText("").replace('\u202f', ' ');
        try {
            return Optional.of((double) Instant.parse(text).toEpochMilli());
        } catch (DateTimeException notIso) {
            for (DateTimeFormatter form : OLD) {
                try {
                    return Optional.of(
                            (double)
                                    LocalDateTime.parse(text, form)
                                            .toInstant(ZoneOffset.UTC)
                                            .toEpochMilli());
                } catch (DateTimeException another) {
                    continue;
                }
            }
            return Optional.empty();
        }
    }
}
