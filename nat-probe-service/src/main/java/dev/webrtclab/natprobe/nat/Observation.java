package dev.webrtclab.natprobe.nat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What followed one {@link Question}: exactly one of these per question. */
public sealed interface Observation {
    Question question();

    /**
     * A Binding success response whose transaction id matched.
     *
     * @param local the socket the request left from
     * @param from where the response really came from
     * @param mapped XOR-MAPPED-ADDRESS, or MAPPED-ADDRESS of a server older than RFC 5389; null
     *     when neither was there
     * @param responseOrigin RESPONSE-ORIGIN, null when absent
     * @param otherAddress OTHER-ADDRESS, null when absent
     * @param roundTrip from the latest send before the answer; after a repeated send the answer may
     *     belong to an earlier one, so the true round trip is at least this long
     * @param attempt number of the latest send before the answer, 1 is the first
     */
    record Answer(
            Question question,
            Endpoint local,
            Endpoint from,
            @Nullable Endpoint mapped,
            @Nullable Endpoint responseOrigin,
            @Nullable Endpoint otherAddress,
            Duration roundTrip,
            int attempt)
            implements Observation {}

    /** A Binding error response, for example 420 to CHANGE-REQUEST by a server without RFC 5780. */
    record Refusal(Question question, Endpoint local, Endpoint from, int code, String reason)
            implements Observation {}

    /**
     * No matching response to any of the sends.
     *
     * @param local null when no TCP connection stood
     */
    record Silence(Question question, @Nullable Endpoint local, int sends, Duration waited)
            implements Observation {}

    /** The request could not be carried out. */
    record Failure(Question question, Kind kind, String detail) implements Observation {
        /** What went wrong. */
        public enum Kind {
            /** The operating system knows no way to this address. */
            NO_ROUTE("no-route"),
            /** A TCP reset answered the connection. */
            CONNECTION_REFUSED("connection-refused"),
            /** The TCP connection stood but no STUN answer came. */
            CONNECTED_WITHOUT_ANSWER("connected-without-answer"),
            /** Anything else the operating system reported. */
            OTHER("error");

            private final String word;

            Kind(String word) {
                this.word = word;
            }

            public String word() {
                return word;
            }
        }
    }
}
