package dev.webrtclab.protocol.signaling;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks that message constructors share; each throws {@link IllegalArgumentException} with a
 * sentence for the sender.
 */
final class Texts {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:@-]{1,64}");

    private Texts() {}

    static String id(@Nullable String value, String field) {
        if (value == null || !ID.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    field + " must be 1 to 64 characters out of letters, digits and . _ : @ -");
        }
        return value;
    }

    static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
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
