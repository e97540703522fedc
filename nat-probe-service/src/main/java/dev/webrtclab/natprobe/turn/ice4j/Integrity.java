package dev.webrtclab.natprobe.turn.ice4j;

import dev.webrtclab.natprobe.turn.Ask;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * MESSAGE-INTEGRITY with a long-term key (RFC 8489 §14.5, §9.2.2). ice4j would look the key up in a
 * stack of its own, which a check does not have.
 */
final class Integrity {
    private static final int HEADER_BYTES = 20;
    private static final int TYPE = 0x0008;
    private static final int HMAC_BYTES = 20;
    private static final int ATTRIBUTE_BYTES = 4 + HMAC_BYTES;

    private Integrity() {}

    /** MD5(user name ":" realm ":" password). */
    static byte[] key(Ask.Auth auth) {
        String text =
                auth.credentials().username()
                        + ":"
                        + auth.realm()
                        + ":"
                        + auth.credentials().password();
        try {
            return MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    /** The message with the attribute at its end. */
    static byte[] sign(byte[] message, byte[] key) {
        byte[] signed = Arrays.copyOf(message, message.length + ATTRIBUTE_BYTES);
        ByteBuffer buffer = ByteBuffer.wrap(signed);
        buffer.putShort(2, (short) (signed.length - HEADER_BYTES));
        byte[] hmac = hmac(signed, message.length, key);
        buffer.position(message.length);
        buffer.putShort((short) TYPE).putShort((short) HMAC_BYTES).put(hmac);
        return signed;
    }

    /** Whether the message has the attribute, made with this key. */
    static boolean verify(byte[] message, byte[] key) {
        ByteBuffer buffer = ByteBuffer.wrap(message);
        int at = HEADER_BYTES;
        while (at + 4 <= message.length) {
            int type = buffer.getShort(at) & 0xffff;
            int length = buffer.getShort(at + 2) & 0xffff;
            if (type == TYPE) {
                return length == HMAC_BYTES
                        && at + ATTRIBUTE_BYTES <= message.length
                        && MessageDigest.isEqual(
                                hmac(until(message, at), at, key),
                                Arrays.copyOfRange(message, at + 4, at + ATTRIBUTE_BYTES));
            }
            at += 4 + (length + 3 & ~3);
        }
        return false;
    }

    /** The message as it was signed: its length ends with the attribute at {@code at}. */
    private static byte[] until(byte[] message, int at) {
        byte[] part = Arrays.copyOf(message, at);
        ByteBuffer.wrap(part).putShort(2, (short) (at + ATTRIBUTE_BYTES - HEADER_BYTES));
        return part;
    }

    private static byte[] hmac(byte[] bytes, int length, byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            mac.update(bytes, 0, length);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA1", e);
        }
    }
}
