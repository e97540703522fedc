package dev.webrtclab.natprobe.turn;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * User name and password for the long-term mechanism (RFC 8489 §9.2); prints without the password.
 */
public record Credentials(String username, String password) {
    /** How long a credential made here allows allocations. */
    public static final Duration TTL = Duration.ofMinutes(10);

    private static final Pattern TIMED = Pattern.compile("(\\d{9,11})(?::.*)?");

    /**
     * A time-limited one as coturn's {@code use-auth-secret} wants it: name {@code expiry:user},
     * password base64(HMAC-SHA1(secret, name)).
     */
    public static Credentials signed(String user, String secret, Instant now) {
        String username = now.plus(TTL).getEpochSecond() + ":" + user;
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            byte[] signature = mac.doFinal(username.getBytes(StandardCharsets.UTF_8));
            return new Credentials(username, Base64.getEncoder().encodeToString(signature));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA1", e);
        }
    }

    /** When the name says that it ends; empty for a name without a time. */
    Optional<Instant> expiry() {
        Matcher timed = TIMED.matcher(username);
        return timed.matches()
                ? Optional.of(Instant.ofEpochSecond(Long.parseLong(timed.group(1))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "Credentials[username=" + username + "]";
    }
}
