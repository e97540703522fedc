package dev.webrtclab.e2e.turn;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** A long-term credential as a client sends it. */
record Credential(String username, String password) {
    /** What the lab issues: {@code "<expiry>:<user>"}, signed with the shared secret. */
    static Credential issued(String secret, Instant expiry, String user) {
        return signed(secret, expiry.getEpochSecond() + ":" + user);
    }

    /** Any user name, signed. */
    static Credential signed(String secret, String username) {
        byte[] mac =
                Stun.hmac(
                        secret.getBytes(StandardCharsets.UTF_8),
                        username.getBytes(StandardCharsets.UTF_8));
        return new Credential(username, Base64.getEncoder().encodeToString(mac));
    }
}
