package dev.webrtclab.natprobe.nat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Carries out one {@link ProbePlan}: asks what is open, waits for what comes, ends when nothing is
 * open.
 */
public final class ProbeRun {
    /**
     * Longer than any patience: only a transport that breaks its promise makes a probe wait this
     * long.
     */
    private static final Duration OVERDUE = Duration.ofSeconds(10);

    private final StunTransport transport;

    public ProbeRun(StunTransport transport) {
        this.transport = transport;
    }

    /**
     * Runs on the calling thread, at most a few seconds.
     *
     * @param tlsServer where STUN over TLS is asked, if anywhere
     * @param progress hears each observation as it comes in
     * @throws InterruptedException when the waiting thread is interrupted; the sockets are closed
     */
    public NatReport probe(
            Endpoint server, Optional<Endpoint> tlsServer, Consumer<Observation> progress)
            throws InterruptedException {
        try (StunTransport.Exchange exchange = transport.open(server)) {
            if (exchange.localAddress().isEmpty()) {
                return NatReport.undecided(
                        server.family(),
                        server,
                        UnknownReason.NO_ROUTE,
                        "server",
                        server.toString());
            }
            return NatClassifier.classify(
                    server, observe(new ProbePlan(server, tlsServer), exchange, progress));
        }
    }

    private static List<Observation> observe(
            ProbePlan plan, StunTransport.Exchange exchange, Consumer<Observation> progress)
            throws InterruptedException {
        BlockingQueue<Observation> arrivals = new LinkedBlockingQueue<>();
        List<Observation> seen = new ArrayList<>();
        Set<Asked> asked = new HashSet<>();
        for (List<Question> open = plan.open(seen); !open.isEmpty(); open = plan.open(seen)) {
            for (Question question : open) {
                if (asked.add(new Asked(question.test(), question.round()))) {
                    exchange.ask(question, arrivals::add);
                }
            }
            Observation arrival = arrivals.poll(OVERDUE.toMillis(), TimeUnit.MILLISECONDS);
            if (arrival == null) {
                throw new IllegalStateException("the transport owes an observation for " + open);
            }
            seen.add(arrival);
            progress.accept(arrival);
        }
        return seen;
    }

    private record Asked(Question.Test test, int round) {}
}
