package dev.webrtclab.protocol.signaling;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks that message constructors share; each throws {@link IllegalArgumentException} with a
 * sentence for the sender.
 */
final class Texts {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:@-]{1,64}");
    private static final Pattern MID = Pattern.compile("[A-Za-z0-9._-]{0,32}");

    private Texts() {}

    static String id(@Nullable String value, String field) {
        if (value == null || !ID.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    field + " must be 1 to 64 characters out of letters, digits and . _ : @ -");
        }
        return value;
    }

    /** Name of a media section: empty, or a token as in {@code a=mid} (RFC 5888 §4). */
    static @Nullable String mid(@Nullable String value, String field) {
        if (value != null && !MID.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    field + " must be at most 32 characters out of letters, digits and . _ -");
        }
        return value;
    }

    /** A description that is there and of the kind that its message says. */
    static SessionDescription description(@Nullable SessionDescription value, String kind) {
        if (!required(value, kind).type().equals(kind)) {
            throw new IllegalArgumentException("the description must be of type " + kind);
        }
        return value;
    }

    static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }

    /** What people wrote: not empty, and of control characters only tab and line ends. */
    static String written(@Nullable String value, String field, int most) {
        if (required(value, field).isEmpty()
                || value.length() > most
                || value.chars().anyMatch(c -> Character.isISOControl(c) && !isLayout(c))) {
            throw new IllegalArgumentException(
                    field
                            + " must be 1 to "
                            + most
                            + " characters, without control ones but tab and line ends");
        }
        return value;
    }

    private static boolean isLayout(int character) {
        return character == '\t' || character == '\n' || character == '\r';
    }

    static @Nullable String shown(@Nullable String value, String field, int most) {
        if (value != null
                && (value.length() > most || value.chars().anyMatch(Character::isISOControl))) {
            throw new IllegalArgumentException(
                    field + " must be at most " + most + " characters without control ones");
        }
        return value;
    }
}
