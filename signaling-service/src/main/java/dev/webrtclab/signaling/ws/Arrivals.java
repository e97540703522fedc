package dev.webrtclab.signaling.ws;

import dev.webrtclab.protocol.clock.Lateness;
import dev.webrtclab.signaling.LabClock;
import dev.webrtclab.signaling.room.Arrival;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * When a message came that an event loop has just read. It may have waited in its socket for as
 * long as that thread was busy, or waited for a processor.
 */
@Singleton
public final class Arrivals {
    private final Lateness lateness = new Lateness();
    private final Clock clock;

    Arrivals(Clock clock) {
        this.clock = clock;
    }

    /** For the event loop that reads it, before it does anything else. */
    public Arrival now() {
        double now = LabClock.toMillis(clock.instant());
        return new Arrival(now, lateness.now().arrived());
    }

    /** It has done all that there was to do with it, and reads on. */
    public void handled() {
        lateness.worked();
    }
}
