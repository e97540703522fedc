package dev.webrtclab.natprobe.nat;

/**
 * One Binding request to be answered or met with silence.
 *
 * @param test which question of RFC 5780 it serves; decides the local socket
 * @param server where the request goes
 * @param patience how long silence takes
 * @param round 1, or 2 when the first round was too impatient for this path
 */
public record Question(Test test, Endpoint server, Patience patience, int round) {

    /**
     * The local sockets of one probe. Those for filtering never send to another address than the
     * server's.
     */
    public enum Socket {
        MAPPING,
        FILTERING_ADDRESS,
        FILTERING_PORT,
        STREAM,
        /** A connection of its own per attempt, with TLS over it. */
        SECURE_STREAM
    }

    /**
     * The questions of one probe. A is the server's address, B its other address; p1 and p2 their
     * two ports.
     */
    public enum Test {
        /** Test I of RFC 5780 §4.3: (A, p1). */
        MAPPING_PRIMARY("mapping-primary", Socket.MAPPING, ChangeRequest.NONE),
        /** Same socket to (A, p2). */
        MAPPING_OTHER_PORT("mapping-other-port", Socket.MAPPING, ChangeRequest.NONE),
        /** Test II: same socket to (B, p1). */
        MAPPING_OTHER_ADDRESS("mapping-other-address", Socket.MAPPING, ChangeRequest.NONE),
        /** Test III: same socket to (B, p2). */
        MAPPING_OTHER_BOTH("mapping-other-address-and-port", Socket.MAPPING, ChangeRequest.NONE),
        /** Fresh socket to (A, p1): proves that this socket's packets pass at all. */
        FILTERING_ADDRESS_BASE(
                "filtering-address-base", Socket.FILTERING_ADDRESS, ChangeRequest.NONE),
        /** Test II of RFC 5780 §4.4: fresh socket, answer asked from (B, p2). */
        FILTERING_ADDRESS(
                "filtering-address", Socket.FILTERING_ADDRESS, ChangeRequest.ADDRESS_AND_PORT),
        /** Second fresh socket to (A, p1). */
        FILTERING_PORT_BASE("filtering-port-base", Socket.FILTERING_PORT, ChangeRequest.NONE),
        /** Test III of RFC 5780 §4.4: fresh socket, answer asked from (A, p2). */
        FILTERING_PORT("filtering-port", Socket.FILTERING_PORT, ChangeRequest.PORT),
        /** Does the server really answer from (B, p2)? Asked on a socket that may hear (B, p2). */
        CONTROL_ADDRESS("control-address", Socket.MAPPING, ChangeRequest.ADDRESS_AND_PORT),
        /** Does the server really answer from (A, p2)? Asked on a socket that may hear (A, p2). */
        CONTROL_PORT("control-port", Socket.MAPPING, ChangeRequest.PORT),
        /** STUN over TCP to (A, p1), RFC 8489 §6.2.2. */
        TCP("tcp", Socket.STREAM, ChangeRequest.NONE),
        /** STUN over TLS (RFC 8489 §6.2.3) to the port that strict filters let out. */
        TLS("tls", Socket.SECURE_STREAM, ChangeRequest.NONE);

        private final String word;
        private final Socket socket;
        private final ChangeRequest change;

        Test(String word, Socket socket, ChangeRequest change) {
            this.word = word;
            this.socket = socket;
            this.change = change;
        }

        public String word() {
            return word;
        }

        public Socket socket() {
            return socket;
        }

        public ChangeRequest change() {
            return change;
        }

        public boolean overTcp() {
            return socket == Socket.STREAM || overTls();
        }

        public boolean overTls() {
            return socket == Socket.SECURE_STREAM;
        }
    }
}
