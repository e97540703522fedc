package dev.webrtclab.natprobe.nat;

import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Consumer;

/** Port: carries Binding requests to servers and reports what followed. */
public interface StunTransport {

    /** Fresh sockets towards this server, for one probe. */
    Exchange open(Endpoint server);

    /** The sockets of one probe: one per {@link Question.Socket}, opened when first needed. */
    interface Exchange extends AutoCloseable {
        /**
         * The local address packets to the server leave from; empty when there is no route to it.
         */
        Optional<InetAddress> localAddress();

        /**
         * Asks without waiting; {@code observer} hears exactly one observation, from any thread,
         * unless closed before.
         */
        void ask(Question question, Consumer<Observation> observer);

        /** Closes the sockets; open questions stay unanswered. */
        @Override
        void close();
    }
}
