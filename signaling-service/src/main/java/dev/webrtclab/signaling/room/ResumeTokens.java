package dev.webrtclab.signaling.room;

import dev.webrtclab.protocol.signaling.PeerId;
import dev.webrtclab.protocol.signaling.RoomId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proofs of being a certain peer of a certain room: base64url of HMAC-SHA256 over {@code
 * room|peer}. They are computed, not stored, so they outlive a restart of the service.
 */
public final class ResumeTokens {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /** Tokens under a secret that is only used for this after being derived for it. */
    public ResumeTokens(String secret) {
        this.key =
                new SecretKeySpec(
                        hmac(
                                new SecretKeySpec(bytes(secret), ALGORITHM),
                                "webrtc-lab resume tokens 1"),
                        ALGORITHM);
    }

    /** The token of one peer; the separator is in no id. */
    public String tokenFor(RoomId room, PeerId peer) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(hmac(key, room.value() + "|" + peer.value()));
    }

    /** Whether a token belongs to that peer; takes the same time for every wrong one. */
    public boolean proves(String token, RoomId room, PeerId peer) {
        return MessageDigest.isEqual(bytes(token), bytes(tokenFor(room, peer)));
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
