package dev.webrtclab.e2e.capture;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** A message seen on the wire. Times are ms since 1970 on this machine's clock. */
public sealed interface Packet {
    /** When the kernel saw it. */
    double at();

    /** One end of a message. */
    record End(String address, int port) {
        @Override
        public String toString() {
            return address + ":" + port;
        }
    }

    /**
     * A STUN message (RFC 8489 §5).
     *
     * @param kind request, indication, success or error
     * @param method as the evidence names it, or a number
     * @param id the transaction id, in hexadecimal digits
     * @param mapped the sender of a request as the server saw it, in its answer
     */
    record Stun(
            double at, End from, End to, Kind kind, String method, String id, @Nullable End mapped)
            implements Packet {}

    /** A text message on a WebSocket whose beginning was seen. */
    record Text(double at, End from, End to, JsonNode message) implements Packet {
        /** Its {@code type}. */
        public String type() {
            return message.path("type").asText();
        }
    }

    /** Class of a STUN message. */
    enum Kind {
        REQUEST,
        INDICATION,
        SUCCESS,
        ERROR
    }
}
