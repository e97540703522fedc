package dev.webrtclab.signaling.turn;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Time-limited credentials for coturn's {@code use-auth-secret}: the user name is {@code
 * <expiry>:<session>} with the expiry in seconds since 1970, the password the base64 of its
 * HMAC-SHA1 under the shared secret. The session part is the key that ties coturn's log lines and
 * quotas to one session.
 */
public final class TurnCredentials {
    private static final String ALGORITHM = "HmacSHA1";

    private final SecretKeySpec key;
    private final Duration ttl;

    /**
     * Credentials under a shared secret.
     *
     * @param ttl from one second to ten minutes
     */
    public TurnCredentials(String secret, Duration ttl) {
        if (ttl.compareTo(Duration.ofSeconds(1)) < 0 || ttl.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException(
                    "signaling.turn.ttl must be from 1 second to 10 minutes, it is " + ttl);
        }
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.ttl = ttl;
    }

    /** How long a credential allows new allocations. */
    public Duration ttl() {
        return ttl;
    }

    /** A credential for one session; {@code now} is wall-clock time, which coturn compares with. */
    public Credential issue(String session, Instant now) {
        String username = now.plus(ttl).getEpochSecond() + ":" + session;
        return new Credential(username, password(username), now.plus(ttl));
    }

    /** What ties a user name to its session: what follows the first colon, or all of it. */
    public static String userPart(String username) {
        return username.substring(username.indexOf(':') + 1);
    }

    private String password(String username) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** User name and password; never printed. */
    public record Credential(String username, String password, Instant expiresAt) {
        public Credential {
            Objects.requireNonNull(username);
        }

        @Override
        public String toString() {
            return "Credential[expires " + expiresAt + "]";
        }
    }
}
