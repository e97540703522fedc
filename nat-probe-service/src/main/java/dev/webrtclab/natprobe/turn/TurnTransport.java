package dev.webrtclab.natprobe.turn;

import dev.webrtclab.natprobe.nat.Endpoint;

/** Port: carries out what checks ask for, over real sockets. */
public interface TurnTransport {
    /** Sends nothing yet. */
    Session open(TurnUrl url, Endpoint server);

    /** One check's sockets; used by one thread. */
    interface Session extends AutoCloseable {
        /** Does what was asked; waits for the outcome, for a bounded time. */
        Event perform(Ask ask) throws InterruptedException;

        @Override
        void close();
    }
}
