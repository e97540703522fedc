package dev.webrtclab.signaling.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Asks a TURN server for an allocation over TCP, as RFC 8656 §7 and the long-term credentials of
 * RFC 8489 §9.2 want it: once without a credential to learn realm and nonce, once with. The
 * allocation ends with the connection.
 */
public final class TurnAllocation {
    /** What the server answered when it allocated; other answers are its error codes. */
    public static final int ALLOCATED = 0;

    private static final int REQUEST = 0x0003;
    private static final int SUCCESS = 0x0103;
    private static final int MAGIC_COOKIE = 0x2112A442;
    private static final int HEADER = 20;
    private static final int INTEGRITY_BYTES = 24;

    private static final int USERNAME = 0x0006;
    private static final int MESSAGE_INTEGRITY = 0x0008;
    private static final int ERROR_CODE = 0x0009;
    private static final int REALM = 0x0014;
    private static final int NONCE = 0x0015;
    private static final int REQUESTED_TRANSPORT = 0x0019;
    private static final byte[] UDP = {17, 0, 0, 0};

    private TurnAllocation() {}

    /** {@link #ALLOCATED}, or the error code of the answer to the request with the credential. */
    public static int attempt(InetSocketAddress server, String username, String password)
            throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(server, 5000);
            socket.setSoTimeout(5000);
            Map<Integer, byte[]> challenge =
                    exchange(socket, attribute(REQUESTED_TRANSPORT, UDP), new byte[0]);
            if (code(challenge) != 401) {
                throw new IOException("answered " + code(challenge) + " without a credential");
            }
            byte[] name = username.getBytes(StandardCharsets.UTF_8);
            byte[] realm = challenge.get(REALM);
            var attributes = new ByteArrayOutputStream();
            attributes.write(attribute(REQUESTED_TRANSPORT, UDP));
            attributes.write(attribute(USERNAME, name));
            attributes.write(attribute(REALM, realm));
            attributes.write(attribute(NONCE, challenge.get(NONCE)));
            byte[] key = key(username, new String(realm, StandardCharsets.UTF_8), password);
            return code(exchange(socket, attributes.toByteArray(), key));
        }
    }

    /** Answered attributes by type; without an error code when the server agreed. */
    private static Map<Integer, byte[]> exchange(Socket socket, byte[] attributes, byte[] key)
            throws IOException {
        byte[] id = new byte[12];
        new SecureRandom().nextBytes(id);
        int length = attributes.length + (key.length == 0 ? 0 : INTEGRITY_BYTES);
        ByteBuffer message = ByteBuffer.allocate(HEADER + length);
        message.putShort((short) REQUEST).putShort((short) length).putInt(MAGIC_COOKIE).put(id);
        message.put(attributes);
        if (key.length > 0) {
            byte[] integrity = hmac(key, message.array(), HEADER + attributes.length);
            message.put(attribute(MESSAGE_INTEGRITY, integrity));
        }
        new DataOutputStream(socket.getOutputStream()).write(message.array());
        return read(new DataInputStream(socket.getInputStream()));
    }

    private static Map<Integer, byte[]> read(DataInputStream in) throws IOException {
        int type = in.readUnsignedShort();
        byte[] rest = new byte[in.readUnsignedShort()];
        in.skipNBytes(HEADER - 4);
        in.readFully(rest);
        ByteBuffer body = ByteBuffer.wrap(rest);
        Map<Integer, byte[]> attributes = new HashMap<>();
        while (body.hasRemaining()) {
            int name = Short.toUnsignedInt(body.getShort());
            byte[] value = new byte[Short.toUnsignedInt(body.getShort())];
            body.get(value);
            body.position(body.position() + padding(value.length));
            attributes.put(name, value);
        }
        if (type == SUCCESS == attributes.containsKey(ERROR_CODE)) {
            throw new IOException("an answer of type " + type + " has " + attributes.keySet());
        }
        return attributes;
    }

    private static int code(Map<Integer, byte[]> answer) {
        byte[] code = answer.get(ERROR_CODE);
        return code == null ? ALLOCATED : code[2] * 100 + code[3];
    }

    private static byte[] attribute(int type, byte[] value) {
        return ByteBuffer.allocate(4 + value.length + padding(value.length))
                .putShort((short) type)
                .putShort((short) value.length)
                .put(value)
                .array();
    }

    private static int padding(int length) {
        return (4 - length % 4) % 4;
    }

    private static byte[] key(String username, String realm, String password) {
        try {
            return MessageDigest.getInstance("MD5")
                    .digest(
                            (username + ":" + realm + ":" + password)
                                    .getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    private static byte[] hmac(byte[] key, byte[] message, int length) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            mac.update(message, 0, length);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA1", e);
        }
    }
}
