package dev.webrtclab.natprobe.nat;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Port: makes mappings, leaves them alone, and looks whether they are still there. */
public interface LifetimeTransport {
    /**
     * Starts one mapping for each idle time, all at once; {@code observer} hears exactly one step
     * for each, from any thread, unless closed before.
     */
    Round begin(Endpoint server, List<Duration> idleTimes, Consumer<LifetimeStep> observer);

    /** Mappings that are being left alone. */
    interface Round extends AutoCloseable {
        /** Closes their sockets; open steps stay unanswered. */
        @Override
        void close();
    }
}
