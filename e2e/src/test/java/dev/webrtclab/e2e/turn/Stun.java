package dev.webrtclab.e2e.turn;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** STUN messages (RFC 8489 §5) with the attributes of TURN (RFC 8656 §18), byte by byte. */
final class Stun {
    static final int BINDING = 0x0001;
    static final int ALLOCATE = 0x0003;
    static final int REFRESH = 0x0004;
    static final int SEND = 0x0016;
    static final int CREATE_PERMISSION = 0x0008;
    static final int CHANNEL_BIND = 0x0009;

    static final int USERNAME = 0x0006;
    static final int MESSAGE_INTEGRITY = 0x0008;
    static final int ERROR_CODE = 0x0009;
    static final int CHANNEL_NUMBER = 0x000C;
    static final int LIFETIME = 0x000D;
    static final int XOR_PEER_ADDRESS = 0x0012;
    static final int DATA = 0x0013;
    static final int REALM = 0x0014;
    static final int NONCE = 0x0015;
    static final int XOR_RELAYED_ADDRESS = 0x0016;
    static final int REQUESTED_ADDRESS_FAMILY = 0x0017;
    static final int REQUESTED_TRANSPORT = 0x0019;

    private static final int HEADER = 20;
    private static final int MAGIC_COOKIE = 0x2112A442;
    private static final int INTEGRITY_BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Stun() {}

    /** A message that grows. */
    static final class Request {
        private final byte[] id = new byte[12];
        private final ByteBuffer message = ByteBuffer.allocate(4096);

        Request(int method) {
            RANDOM.nextBytes(id);
            message.putShort((short) method).putShort((short) 0).putInt(MAGIC_COOKIE).put(id);
        }

        Request with(int type, byte... value) {
            message.putShort((short) type).putShort((short) value.length).put(value);
            message.put(new byte[padding(value.length)]);
            return this;
        }

        Request with(int type, String text) {
            return with(type, text.getBytes(StandardCharsets.UTF_8));
        }

        /**
         * @param address of 4 or 16 bytes: an address inside another is sent as the 16 bytes that
         *     it is written with, which {@link InetAddress} would not do
         */
        Request withPeer(byte[] address, int port) {
            byte[] mask = ByteBuffer.allocate(16).putInt(MAGIC_COOKIE).put(id).array();
            ByteBuffer value = ByteBuffer.allocate(4 + address.length);
            value.putShort((short) (address.length == 4 ? 1 : 2));
            value.putShort((short) (port ^ MAGIC_COOKIE >>> 16));
            for (int i = 0; i < address.length; i++) {
                value.put((byte) (address[i] ^ mask[i]));
            }
            return with(XOR_PEER_ADDRESS, value.array());
        }

        /** Ends it with MESSAGE-INTEGRITY of the long-term credential (RFC 8489 §9.2.2). */
        Request signed(String username, String realm, String password) {
            byte[] key = md5(username + ":" + realm + ":" + password);
            setLength(INTEGRITY_BYTES);
            byte[] soFar = new byte[message.position()];
            message.duplicate().flip().get(soFar);
            return with(MESSAGE_INTEGRITY, hmac(key, soFar));
        }

        byte[] bytes() {
            setLength(0);
            byte[] bytes = new byte[message.position()];
            message.duplicate().flip().get(bytes);
            return bytes;
        }

        boolean isAnsweredBy(byte[] datagram) {
            return datagram.length >= HEADER
                    && ByteBuffer.wrap(datagram, 8, 12).equals(ByteBuffer.wrap(id));
        }

        private void setLength(int more) {
            message.putShort(2, (short) (message.position() - HEADER + more));
        }
    }

    /**
     * A response.
     *
     * @param size of the datagram in bytes
     */
    record Response(int size, byte[] header, Map<Integer, byte[]> attributes) {
        static Response parse(byte[] datagram) {
            ByteBuffer body = ByteBuffer.wrap(datagram).position(HEADER);
            Map<Integer, byte[]> attributes = new HashMap<>();
            while (body.hasRemaining()) {
                int type = Short.toUnsignedInt(body.getShort());
                byte[] value = new byte[Short.toUnsignedInt(body.getShort())];
                body.get(value).position(body.position() + padding(value.length));
                attributes.put(type, value);
            }
            byte[] header = new byte[HEADER];
            System.arraycopy(datagram, 0, header, 0, HEADER);
            return new Response(datagram.length, header, attributes);
        }

        /** 0 for success, else the error code. */
        int code() {
            byte[] code = attributes.get(ERROR_CODE);
            return code == null ? 0 : code[2] * 100 + code[3];
        }

        String text(int type) {
            return new String(attribute(type), StandardCharsets.UTF_8);
        }

        int number(int type) {
            return ByteBuffer.wrap(attribute(type)).getInt();
        }

        InetSocketAddress address(int type) {
            byte[] value = attribute(type).clone();
            for (int i = 2; i < value.length; i++) {
                value[i] ^= header[i < 4 ? i + 2 : i];
            }
            try {
                byte[] address = new byte[value.length - 4];
                System.arraycopy(value, 4, address, 0, address.length);
                int port = Short.toUnsignedInt(ByteBuffer.wrap(value).getShort(2));
                return new InetSocketAddress(InetAddress.getByAddress(address), port);
            } catch (UnknownHostException e) {
                throw new IllegalStateException("4 and 16 bytes are an address", e);
            }
        }

        private byte[] attribute(int type) {
            return Optional.ofNullable(attributes.get(type))
                    .orElseThrow(
                            () ->
                                    new IllegalStateException(
                                            "no attribute %04x in an answer with code %d"
                                                    .formatted(type, code())));
        }

        @Override
        public String toString() {
            return "code " + code() + ", header " + HexFormat.of().formatHex(header);
        }
    }

    static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA1", e);
        }
    }

    private static byte[] md5(String text) {
        try {
            return MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    private static int padding(int length) {
        return (4 - length % 4) % 4;
    }
}
