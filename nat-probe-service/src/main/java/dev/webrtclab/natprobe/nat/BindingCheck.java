package dev.webrtclab.natprobe.nat;

import dev.webrtclab.natprobe.nat.Observation.Answer;
import dev.webrtclab.natprobe.nat.Observation.Failure;
import dev.webrtclab.natprobe.nat.Observation.Refusal;
import dev.webrtclab.natprobe.nat.Observation.Silence;
import dev.webrtclab.natprobe.nat.Question.Test;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks a server one Binding request over UDP, and over TCP when UDP stays silent. */
public final class BindingCheck {
    private static final Patience UDP = new Patience(6, Duration.ofMillis(150));
    private static final long OVERDUE_MS = 10_000;

    private final StunTransport transport;

    public BindingCheck(StunTransport transport) {
        this.transport = transport;
    }

    /**
     * What one check found.
     *
     * @param overTcp the answer came over TCP because UDP stayed silent
     * @param roundTrip null without an answer
     * @param why null when the server answered over UDP
     */
    public record Result(
            boolean reachable,
            boolean overTcp,
            @Nullable Duration roundTrip,
            @Nullable String why) {}

    /** Waits on the calling thread for at most two seconds. */
    public Result check(Endpoint server) throws InterruptedException {
        try (StunTransport.Exchange exchange = transport.open(server)) {
            if (exchange.localAddress().isEmpty()) {
                return new Result(false, false, null, "There is no route to " + server + ".");
            }
            Observation udp = ask(exchange, new Question(Test.MAPPING_PRIMARY, server, UDP, 1));
            if (udp instanceof Answer answer) {
                return new Result(true, false, answer.roundTrip(), null);
            }
            Observation tcp = ask(exchange, new Question(Test.TCP, server, Patience.CONNECT, 1));
            return tcp instanceof Answer answer
                    ? new Result(
                            true,
                            true,
                            answer.roundTrip(),
                            "Over TCP only. " + sentence("UDP", udp))
                    : new Result(
                            false, false, null, sentence("UDP", udp) + " " + sentence("TCP", tcp));
        }
    }

    private static Observation ask(StunTransport.Exchange exchange, Question question)
            throws InterruptedException {
        BlockingQueue<Observation> arrivals = new LinkedBlockingQueue<>();
        exchange.ask(question, arrivals::add);
        Observation arrival = arrivals.poll(OVERDUE_MS, TimeUnit.MILLISECONDS);
        if (arrival == null) {
            throw new IllegalStateException("the transport owes an observation for " + question);
        }
        return arrival;
    }

    private static String sentence(String transport, Observation observation) {
        Endpoint server = observation.question().server();
        return switch (observation) {
            case Answer _ -> transport + ": " + server + " answered.";
            case Refusal refusal ->
                    transport + ": " + server + " answered with error " + refusal.code() + ".";
            case Silence silence ->
                    "%s: no answer from %s to %d requests in %d ms."
                            .formatted(
                                    transport,
                                    server,
                                    silence.sends(),
                                    silence.waited().toMillis());
            case Failure failure ->
                    "%s: %s (%s).".formatted(transport, failure.kind().word(), failure.detail());
        };
    }
}
