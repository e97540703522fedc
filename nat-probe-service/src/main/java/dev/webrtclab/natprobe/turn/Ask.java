package dev.webrtclab.natprobe.turn;

import dev.webrtclab.natprobe.nat.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * What a check wants done next; a {@link TurnTransport.Session} does it and answers an {@link
 * Event}.
 */
public sealed interface Ask {
    /** A request of STUN or TURN, one transaction. */
    sealed interface Request extends Ask {
        /** How the request is signed, null when it is not. */
        @Nullable Auth auth();
    }

    /** Open the connection; for UDP the socket. */
    record Connect() implements Ask {}

    record Bind() implements Request {
        @Override
        public @Nullable Auth auth() {
            return null;
        }
    }

    record Allocate(@Nullable Auth auth) implements Request {}

    record Permit(Endpoint peer, @Nullable Auth auth) implements Request {}

    /** Refresh with lifetime 0: the allocation and its relayed port are free again. */
    record Release(@Nullable Auth auth) implements Request {}

    /** Open the echo socket and ask how the server sees it. */
    record LocatePeer() implements Ask {}

    /**
     * Send bytes through the relay to our own echo socket and count what comes back.
     *
     * @param peer its address as far as known; the relay tells the real one when it speaks first
     */
    record Echo(Endpoint relayed, Endpoint peer, int bytes) implements Ask {}

    /** The check is over. */
    record Finish() implements Ask {}

    /** What a request is signed with (RFC 8489 §9.2). */
    record Auth(Credentials credentials, String realm, String nonce) {}
}
