package dev.webrtclab.natprobe.nat;

import dev.webrtclab.natprobe.nat.LifetimeStep.Alive;
import dev.webrtclab.natprobe.nat.LifetimeStep.Undecided;
import dev.webrtclab.natprobe.nat.LifetimeStep.Why;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Measures the lifetime of mappings (RFC 5780 §4.6): a socket is answered once and left alone; then
 * another socket asks the server to answer the first one's mapped port. What arrives there in
 * between starts its time anew.
 */
public final class LifetimeRun {
    private static final Duration OVERDUE = Duration.ofSeconds(30);

    /** So many silences that prove nothing, without one answer, are no chance. */
    private static final int ENOUGH_UNPROVEN = 3;

    private final LifetimeTransport transport;
    private final LifetimePlan plan;

    public LifetimeRun(LifetimeTransport transport, LifetimePlan plan) {
        this.transport = transport;
        this.plan = plan;
    }

    /**
     * Runs on the calling thread, for about three times the lifetime.
     *
     * @param progress hears the bounds whenever they become closer
     * @return the closest bounds, or why there are none
     * @throws InterruptedException when the waiting thread is interrupted; the sockets are closed
     */
    public Finding<MappingLifetime> measure(Endpoint server, Consumer<MappingLifetime> progress)
            throws InterruptedException {
        MappingLifetime bounds = MappingLifetime.NOTHING_KNOWN;
        List<Duration> idleTimes = plan.round(bounds);
        while (!idleTimes.isEmpty()) {
            List<LifetimeStep> seen = new ArrayList<>();
            MappingLifetime closer = round(server, idleTimes, bounds, seen, progress);
            if (closer.equals(bounds)) {
                return bounds.equals(MappingLifetime.NOTHING_KNOWN)
                        ? Finding.unknown(reason(seen), "server", server)
                        : Finding.known(bounds);
            }
            bounds = closer;
            idleTimes = plan.round(bounds);
        }
        return Finding.known(bounds);
    }

    private MappingLifetime round(
            Endpoint server,
            List<Duration> idleTimes,
            MappingLifetime before,
            List<LifetimeStep> seen,
            Consumer<MappingLifetime> progress)
            throws InterruptedException {
        BlockingQueue<LifetimeStep> arrivals = new LinkedBlockingQueue<>();
        Duration patience = idleTimes.getLast().plus(OVERDUE);
        MappingLifetime bounds = before;
        try (LifetimeTransport.Round _ = transport.begin(server, idleTimes, arrivals::add)) {
            while (worthWaiting(idleTimes, seen, bounds)) {
                LifetimeStep step = arrivals.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
                if (step == null) {
                    throw new IllegalStateException("the transport owes a step of " + idleTimes);
                }
                seen.add(step);
                MappingLifetime closer = bounds.with(step);
                if (!closer.equals(bounds)) {
                    bounds = closer;
                    progress.accept(bounds);
                }
            }
        }
        return bounds;
    }

    /** Whether a step is still out that could make the bounds closer. */
    private static boolean worthWaiting(
            List<Duration> idleTimes, List<LifetimeStep> seen, MappingLifetime bounds) {
        if (seen.stream().anyMatch(step -> is(step, Why.NO_MAPPING))) {
            return false;
        }
        boolean alive = seen.stream().anyMatch(Alive.class::isInstance);
        long unproven = seen.stream().filter(step -> is(step, Why.UNPROVEN)).count();
        if (!alive && unproven >= ENOUGH_UNPROVEN) {
            return false;
        }
        Duration atMost = bounds.atMost();
        List<Duration> arrived = seen.stream().map(LifetimeStep::planned).toList();
        return idleTimes.stream()
                .filter(idle -> !arrived.contains(idle))
                .anyMatch(idle -> atMost == null || idle.compareTo(atMost) < 0);
    }

    private static boolean is(LifetimeStep step, Why why) {
        return step instanceof Undecided undecided && undecided.why() == why;
    }

    private static UnknownReason reason(List<LifetimeStep> seen) {
        if (seen.stream().anyMatch(step -> is(step, Why.NO_MAPPING))) {
            return UnknownReason.NO_MAPPING;
        }
        return seen.stream().anyMatch(step -> is(step, Why.UNPROVEN))
                ? UnknownReason.RESPONSE_PORT_UNPROVEN
                : UnknownReason.MAPPING_UNANSWERED;
    }
}
