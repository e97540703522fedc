package dev.webrtclab.mediapeer.worker.enginelog;

import org.jspecify.annotations.Nullable;

/**
 * One line of the engine's log that means something to us. A port (the engine's word for a socket
 * with its candidates) and a pair are known by their address in memory, which is used again after
 * their end.
 */
sealed interface LogLine {
    /** A line about one port. */
    sealed interface OfPort extends LogLine {
        /** Memory address. */
        String port();
    }

    /** A line about one candidate pair. */
    sealed interface OfPair extends LogLine {
        /** Which pair. */
        Pair pair();
    }

    /**
     * A candidate pair as the engine prints it in each of its lines.
     *
     * @param key memory address
     */
    record Pair(String key, String local, String localType, String remote) {}

    /** One network interface begins with its UDP sockets, its relays or its TCP sockets. */
    record Phase(String network, boolean udp, boolean relay) implements LogLine {}

    /** A port exists. */
    record PortMade(String port) implements OfPort {}

    /**
     * A port has a candidate. The line carries the ICE password, which is not read.
     *
     * @param related for a relay, the mapped address
     */
    record Gathered(
            String port, String address, String type, @Nullable String related, String ufrag)
            implements OfPort {}

    /** A port turns to its TURN server. */
    record ServerChosen(String port, String server) implements OfPort {}

    /** A port sent a request to its TURN server. */
    record TurnSent(String port, StunMethod method, String id) implements OfPort {}

    /** A port got a response of its TURN server; code 0: success. */
    record TurnReceived(String port, StunMethod method, String id, int code, long rttMs)
            implements OfPort {}

    /** A port got no response of its TURN server. */
    record TurnTimedOut(String port, StunMethod method, String id) implements OfPort {}

    /** Any other line about a port. */
    record OtherOfPort(String port) implements OfPort {}

    /** Two candidates were paired. */
    record PairMade(Pair pair) implements OfPair {}

    /** A check left. */
    record CheckSent(Pair pair, String id, boolean useCandidate) implements OfPair {}

    /** A check was answered; code 0: success. */
    record CheckAnswered(Pair pair, String id, int code, long rttMs) implements OfPair {}

    /** A check got no answer. */
    record CheckTimedOut(Pair pair, String id) implements OfPair {}

    /** The remote's check came in. */
    record CheckCame(Pair pair, String id) implements OfPair {}

    /** The remote's check is answered. */
    record AnswerLeft(Pair pair, String id) implements OfPair {}

    /** A STUN server did not answer the socket with this address. */
    record StunTimedOut(String local) implements LogLine {}

    /** A check came in from an address that no candidate has; its pair is not made yet. */
    record CheckFromUnknown(String id, String remote) implements LogLine {}
}
