package dev.webrtclab.natprobe.nat.ice4j;

import dev.webrtclab.natprobe.nat.Endpoint;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.ice4j.StunException;
import org.ice4j.message.Message;
import org.ice4j.stack.TransactionID;
import org.jspecify.annotations.Nullable;

/**
 * One Binding request as bytes, with RESPONSE-PORT (RFC 5780 §7.5), which ice4j can not write.
 *
 * @param id the transaction id, 12 bytes
 * @param port where the answer is to go at our mapped address, 0 for back to where the request came
 *     from
 */
record Binding(byte[] id, int port) {
    private static final int COOKIE = 0x2112A442;
    private static final short REQUEST = 0x0001;
    private static final short RESPONSE_PORT = 0x0027;
    private static final int HEADER_BYTES = 20;
    private static final int RESPONSE_PORT_BYTES = 8;

    /**
     * An answer.
     *
     * @param mapped null when it is not in there
     */
    record Response(@Nullable Endpoint mapped) {}

    static Binding plain() {
        return answeredAt(0);
    }

    static Binding answeredAt(int port) {
        return new Binding(TransactionID.createNewTransactionID().getBytes(), port);
    }

    byte[] bytes() {
        int attributes = port == 0 ? 0 : RESPONSE_PORT_BYTES;
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + attributes);
        bytes.putShort(REQUEST).putShort((short) attributes).putInt(COOKIE).put(id);
        if (port != 0) {
            bytes.putShort(RESPONSE_PORT).putShort((short) 4).putShort((short) port);
        }
        return bytes.array();
    }

    /** The answer in this datagram; null when it is none to this request, or not a success. */
    @Nullable Response response(byte[] datagram) {
        if (datagram.length < HEADER_BYTES
                || !Arrays.equals(Arrays.copyOfRange(datagram, 8, HEADER_BYTES), id)) {
            return null;
        }
        try {
            Message message = Message.decode(datagram, 0, datagram.length);
            return message.getMessageType() == Message.BINDING_SUCCESS_RESPONSE
                    ? new Response(BindingMessages.mapped(message))
                    : null;
        } catch (StunException | RuntimeException e) { // the codec throws index errors
            return null;
        }
    }
}
