package dev.webrtclab.signaling;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The header {@code Authorization} of those who share a secret with this service (RFC 6750). */
public final class BearerToken {
    private static final String SCHEME = "Bearer ";

    private BearerToken() {}

    /**
     * Whether a header shows the token; compares in constant time.
     *
     * @param token nobody is let in without one
     */
    public static boolean opens(@Nullable String authorization, Optional<String> token) {
        return authorization != null
                && authorization.startsWith(SCHEME)
                && token.isPresent()
                && MessageDigest.isEqual(
                        bytes(authorization.substring(SCHEME.length()).strip()),
                        bytes(token.get()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
