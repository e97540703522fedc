package dev.webrtclab.natprobe.testing;

import dev.webrtclab.natprobe.nat.Endpoint;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A STUN codec for tests, written from RFC 8489 and RFC 5780, so that it shares no mistake with
 * ice4j's.
 */
final class StunBytes {
    static final int BINDING_SUCCESS = 0x0101;
    static final int BINDING_ERROR = 0x0111;
    static final int MAX_MESSAGE = 1500;

    private static final int COOKIE = 0x2112A442;
    private static final int CHANGE_REQUEST = 0x0003;
    private static final int ERROR_CODE = 0x0009;
    private static final int XOR_MAPPED_ADDRESS = 0x0020;
    private static final int RESPONSE_ORIGIN = 0x802b;
    private static final int OTHER_ADDRESS = 0x802c;

    private final ByteArrayOutputStream attributes = new ByteArrayOutputStream();

    /** Flags of CHANGE-REQUEST: 4 address, 2 port, 0 without it. */
    static int changeFlags(byte[] request) {
        ByteBuffer buffer = ByteBuffer.wrap(request);
        buffer.position(20);
        while (buffer.remaining() >= 4) {
            int type = buffer.getShort() & 0xffff;
            int length = buffer.getShort() & 0xffff;
            if (type == CHANGE_REQUEST) {
                return buffer.getInt();
            }
            buffer.position(buffer.position() + (length + 3 & ~3));
        }
        return 0;
    }

    static byte[] transactionId(byte[] request) {
        return Arrays.copyOfRange(request, 8, 20);
    }

    StunBytes xorMapped(Endpoint mapped) {
        byte[] address = mapped.address().getAddress();
        byte[] cookie = ByteBuffer.allocate(4).putInt(COOKIE).array();
        for (int i = 0; i < 4; i++) {
            address[i] ^= cookie[i];
        }
        return attribute(XOR_MAPPED_ADDRESS, body(mapped.port() ^ COOKIE >>> 16, address));
    }

    StunBytes responseOrigin(Endpoint origin) {
        return attribute(RESPONSE_ORIGIN, body(origin.port(), origin.address().getAddress()));
    }

    StunBytes otherAddress(Endpoint other) {
        return attribute(OTHER_ADDRESS, body(other.port(), other.address().getAddress()));
    }

    StunBytes error(int code) {
        return attribute(ERROR_CODE, new byte[] {0, 0, (byte) (code / 100), (byte) (code % 100)});
    }

    /** An address attribute that ends after two bytes. */
    StunBytes brokenAddress() {
        return attribute(XOR_MAPPED_ADDRESS, new byte[] {0, 1, 0, 0});
    }

    byte[] message(int type, byte[] transactionId) {
        byte[] body = attributes.toByteArray();
        return ByteBuffer.allocate(20 + body.length)
                .putShort((short) type)
                .putShort((short) body.length)
                .putInt(COOKIE)
                .put(transactionId)
                .put(body)
                .array();
    }

    private static byte[] body(int port, byte[] address) {
        return ByteBuffer.allocate(4 + address.length)
                .put((byte) 0)
                .put((byte) (address.length == 4 ? 1 : 2))
                .putShort((short) port)
                .put(address)
                .array();
    }

    private StunBytes attribute(int type, byte[] body) {
        attributes.writeBytes(
                ByteBuffer.allocate(4 + body.length)
                        .putShort((short) type)
                        .putShort((short) body.length)
                        .put(body)
                        .array());
        return this;
    }
}
