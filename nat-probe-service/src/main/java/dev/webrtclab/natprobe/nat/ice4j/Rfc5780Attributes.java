package dev.webrtclab.natprobe.nat.ice4j;

import dev.webrtclab.natprobe.nat.Endpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.ice4j.attribute.OptionalAttribute;
import org.ice4j.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * RESPONSE-ORIGIN and OTHER-ADDRESS (RFC 5780 §7.3, §7.4), which ice4j does not know and hands over
 * as bytes.
 */
final class Rfc5780Attributes {
    static final char RESPONSE_ORIGIN = 0x802b;
    static final char OTHER_ADDRESS = 0x802c;

    private static final int FAMILY_IPV4 = 1;
    private static final int FAMILY_IPV6 = 2;

    private Rfc5780Attributes() {}

    static @Nullable Endpoint responseOrigin(Message message) {
        return address(message, RESPONSE_ORIGIN);
    }

    static @Nullable Endpoint otherAddress(Message message) {
        return address(message, OTHER_ADDRESS);
    }

    private static @Nullable Endpoint address(Message message, char type) {
        return message.getAttribute(type) instanceof OptionalAttribute attribute
                ? decode(attribute.getBody())
                : null;
    }

    /**
     * Body of a MAPPED-ADDRESS (RFC 8489 §14.1): zero, family, port, address; null when it is not
     * one.
     */
    static @Nullable Endpoint decode(byte @Nullable [] body) {
        if (body == null || body.length < 4) {
            return null;
        }
        int length =
                switch (body[1]) {
                    case FAMILY_IPV4 -> 4;
                    case FAMILY_IPV6 -> 16;
                    default -> -1;
                };
        if (body.length != 4 + length) {
            return null;
        }
        try {
            InetAddress address =
                    InetAddress.getByAddress(Arrays.copyOfRange(body, 4, body.length));
            return new Endpoint(address, (body[2] & 0xff) << 8 | body[3] & 0xff);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 and 16 bytes are an address", e);
        }
    }
}
