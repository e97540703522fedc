package dev.webrtclab.signaling.sessions.rest;

import dev.webrtclab.signaling.LabClock;
import dev.webrtclab.signaling.room.Arrival;
import dev.webrtclab.signaling.room.Delivery;
import dev.webrtclab.signaling.ws.Arrivals;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** When the network brought a request, and when it took the answer. */
public class HttpTimes {
    private static final String HEAD = HttpTimes.class.getName();

    private final Arrivals arrivals;
    private final Clock clock;

    HttpTimes(Arrivals arrivals, Clock clock) {
        this.arrivals = arrivals;
        this.clock = clock;
    }

    /** The head of a request has been read. */
    @ServerRequestFilter(preMatching = true, nonBlocking = true)
    public void head(RoutingContext request) {
        request.put(HEAD, arrivals.now());
    }

    /** All of it has been read by now, and nothing of it before its head came. */
    Arrival whole(RoutingContext request) {
        Arrival head = request.get(HEAD);
        double first = head.at() - head.uncertaintyMs();
        double last = now();
        return new Arrival((first + last) / 2, (last - first) / 2);
    }

    /** Tells when the network has taken the answer, which is about to be written. */
    void answering(RoutingContext request, Delivery delivery) {
        double before = now();
        request.addEndHandler(
                done -> {
                    if (done.succeeded()) {
                        delivery.taken(before, now());
                    } else {
                        delivery.dropped();
                    }
                });
    }

    private double now() {
        return LabClock.toMillis(clock.instant());
    }
}
