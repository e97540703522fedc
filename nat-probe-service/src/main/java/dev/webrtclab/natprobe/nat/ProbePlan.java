package dev.webrtclab.natprobe.nat;

import dev.webrtclab.natprobe.nat.Observation.Silence;
import dev.webrtclab.natprobe.nat.Question.Test;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which questions are still worth an answer, from what is known so far. All that RFC 5780 lets run
 * side by side does:
 *
 * <pre>
 *   at once            mapping-primary, both filtering pairs (each on its own fresh socket), tcp, tls
 *   OTHER-ADDRESS seen mapping to the other port, the other address, both (same socket as mapping-primary)
 *   mapping known      a control for each filtering question that is still silent
 * </pre>
 *
 * A question that can no longer change the report is dropped, so a probe ends with the answer that
 * decides the last one and waits for silence only where silence is the finding.
 */
public final class ProbePlan {
    private final Endpoint server;
    private final Optional<Endpoint> tlsServer;

    /**
     * The plan of one probe.
     *
     * @param tlsServer where STUN over TLS is asked, if anywhere
     */
    public ProbePlan(Endpoint server, Optional<Endpoint> tlsServer) {
        this.server = server;
        this.tlsServer = tlsServer;
    }

    /**
     * Questions asked or to be asked whose answer is still needed; none when everything is decided.
     */
    public List<Question> open(List<Observation> seen) {
        Evidence evidence = new Evidence(server, seen);
        List<Question> open = new ArrayList<>();
        want(open, evidence, Test.TCP, server, Patience.CONNECT);
        tlsServer.ifPresent(tls -> want(open, evidence, Test.TLS, tls, Patience.CONNECT));
        want(open, evidence, Test.MAPPING_PRIMARY, server, Patience.LONG);
        wantFiltering(open, evidence);
        evidence.otherAddress()
                .find()
                .ifPresent(
                        other -> {
                            wantMapping(open, evidence, other);
                            wantControls(open, evidence);
                        });
        return open;
    }

    private void wantFiltering(List<Question> open, Evidence evidence) {
        boolean hopeless =
                evidence.settled(Test.MAPPING_PRIMARY) && evidence.otherAddress().find().isEmpty();
        if (hopeless || evidence.honestAnswer(Test.FILTERING_ADDRESS).isPresent()) {
            return; // without another address nothing follows; with an answer from it everything
            // does
        }
        wantFiltering(open, evidence, Test.FILTERING_ADDRESS_BASE, Test.FILTERING_ADDRESS);
        wantFiltering(open, evidence, Test.FILTERING_PORT_BASE, Test.FILTERING_PORT);
    }

    private void wantFiltering(List<Question> open, Evidence evidence, Test base, Test changed) {
        want(open, evidence, changed, server, Patience.SHORT);
        if (evidence.answer(changed).isEmpty()) {
            want(open, evidence, base, server, Patience.SHORT);
        }
    }

    private void wantMapping(List<Question> open, Evidence evidence, Endpoint other) {
        Patience patience = evidence.roundTrip().map(Patience::forRoundTrip).orElse(Patience.SHORT);
        want(open, evidence, Test.MAPPING_OTHER_PORT, server.withPort(other.port()), patience);
        want(open, evidence, Test.MAPPING_OTHER_ADDRESS, other.withPort(server.port()), patience);
        want(open, evidence, Test.MAPPING_OTHER_BOTH, other, patience);
    }

    private void wantControls(List<Question> open, Evidence evidence) {
        Patience patience = evidence.roundTrip().map(Patience::forRoundTrip).orElse(Patience.SHORT);
        for (Test control : List.of(Test.CONTROL_ADDRESS, Test.CONTROL_PORT)) {
            boolean decided =
                    evidence.honestAnswer(Test.FILTERING_ADDRESS).isPresent()
                            || (control == Test.CONTROL_PORT
                                    && evidence.answer(Test.FILTERING_PORT).isPresent());
            if (!decided && FilteringRule.controllable(evidence, control)) {
                want(open, evidence, control, server, patience);
            }
        }
    }

    private static void want(
            List<Question> open, Evidence evidence, Test test, Endpoint to, Patience patience) {
        Optional<Observation> seen = evidence.of(test);
        if (seen.isEmpty()) {
            open.add(new Question(test, to, patience, 1));
        } else if (seen.get() instanceof Silence silence && silence.question().round() == 1) {
            tooImpatient(evidence, silence)
                    .ifPresent(more -> open.add(new Question(test, to, more, 2)));
        }
    }

    /**
     * The patience this silence should have had, when the round trips seen since call it into
     * question.
     */
    private static Optional<Patience> tooImpatient(Evidence evidence, Silence silence) {
        Test test = silence.question().test();
        Optional<Duration> roundTrip = evidence.roundTrip();
        if (test.overTcp() || roundTrip.isEmpty()) {
            return Optional.empty();
        }
        if (test == Test.MAPPING_PRIMARY) {
            return Optional.of(Patience.LONG); // another socket was answered: this silence was loss
        }
        return silence.question().patience().suffices(roundTrip.get())
                ? Optional.empty()
                : Optional.of(Patience.forRoundTrip(roundTrip.get()));
    }
}
