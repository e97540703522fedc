package dev.webrtclab.natprobe.nat;

import static dev.webrtclab.natprobe.nat.FilteringBehavior.ADDRESS_AND_PORT_DEPENDENT;
import static dev.webrtclab.natprobe.nat.FilteringBehavior.ADDRESS_DEPENDENT;
import static dev.webrtclab.natprobe.nat.FilteringBehavior.ENDPOINT_INDEPENDENT;

import dev.webrtclab.natprobe.nat.Observation.Answer;
import dev.webrtclab.natprobe.nat.Observation.Refusal;
import dev.webrtclab.natprobe.nat.Question.Test;
import java.util.List;
import java.util.Optional;

/**
 * Filtering behaviour from answers and silences to CHANGE-REQUEST (RFC 5780 §4.4).
 *
 * <p>A silence counts only when it can not be the server's fault. So the same CHANGE-REQUEST is
 * also sent from the mapping socket, which has talked to the server's other addresses and may hear
 * them whatever the filter: this control must be answered. It proves something only where the
 * answer reaches that socket's mapping for the other address, that is where both addresses share
 * one mapping.
 */
final class FilteringRule {
    private final Evidence evidence;

    FilteringRule(Evidence evidence) {
        this.evidence = evidence;
    }

    /** Presumes that (A, p1) answered with a mapped address. */
    Finding<FilteringBehavior> verdict() {
        if (evidence.otherAddress() instanceof Finding.Unknown<Endpoint> unusable) {
            return unusable.as();
        }
        Optional<Finding<FilteringBehavior>> disobedience = disobedience();
        if (disobedience.isPresent()) {
            return disobedience.get();
        }
        if (evidence.honestAnswer(Test.FILTERING_ADDRESS).isPresent()) {
            return Finding.known(ENDPOINT_INDEPENDENT);
        }
        if (new MappingRule(evidence).verdict()
                instanceof Finding.Unknown<MappingBehavior> mapping) {
            return mapping.as(); // the other address may be dead: its silence says nothing
        }
        if (evidence.answer(Test.FILTERING_ADDRESS_BASE).isEmpty()) {
            return Finding.unknown(UnknownReason.SAMPLES_LOST);
        }
        if (failed(Test.CONTROL_ADDRESS)) {
            return Finding.unknown(UnknownReason.CHANGE_REQUEST_UNPROVEN);
        }
        if (evidence.honestAnswer(Test.FILTERING_PORT).isPresent()) {
            return Finding.known(ADDRESS_DEPENDENT);
        }
        if (evidence.answer(Test.FILTERING_PORT_BASE).isEmpty()) {
            return Finding.unknown(UnknownReason.SAMPLES_LOST);
        }
        return failed(Test.CONTROL_PORT)
                ? Finding.unknown(UnknownReason.CHANGE_REQUEST_UNPROVEN)
                : Finding.known(ADDRESS_AND_PORT_DEPENDENT);
    }

    /** Whether every silence the verdict rests on has an answered control. */
    boolean confirmed() {
        return evidence.honestAnswer(Test.CONTROL_ADDRESS).isPresent()
                && (evidence.honestAnswer(Test.FILTERING_PORT).isPresent()
                        || evidence.honestAnswer(Test.CONTROL_PORT).isPresent());
    }

    /** An answer to CHANGE-REQUEST from a wrong place, or an error. */
    private Optional<Finding<FilteringBehavior>> disobedience() {
        for (Test test :
                List.of(
                        Test.FILTERING_ADDRESS,
                        Test.FILTERING_PORT,
                        Test.CONTROL_ADDRESS,
                        Test.CONTROL_PORT)) {
            Optional<Observation> seen = evidence.of(test);
            if (seen.isPresent() && seen.get() instanceof Refusal refusal) {
                return Optional.of(
                        Finding.unknown(
                                UnknownReason.CHANGE_REQUEST_REFUSED, "code", refusal.code()));
            }
            if (seen.isPresent()
                    && seen.get() instanceof Answer answer
                    && evidence.honestAnswer(test).isEmpty()) {
                return Optional.of(
                        Finding.unknown(
                                UnknownReason.CHANGE_REQUEST_IGNORED, "from", answer.from()));
            }
        }
        return Optional.empty();
    }

    private boolean failed(Test control) {
        return controllable(evidence, control) && evidence.honestAnswer(control).isEmpty();
    }

    /** Whether the mapping found lets this control prove anything. */
    static boolean controllable(Evidence evidence, Test control) {
        boolean allAsked =
                evidence.settled(Test.MAPPING_OTHER_PORT)
                        && evidence.settled(Test.MAPPING_OTHER_ADDRESS)
                        && evidence.settled(Test.MAPPING_OTHER_BOTH);
        if (!allAsked) {
            return false;
        }
        Test opener =
                control == Test.CONTROL_PORT ? Test.MAPPING_OTHER_PORT : Test.MAPPING_OTHER_BOTH;
        Optional<Endpoint> mapped = evidence.mapped(Test.MAPPING_PRIMARY);
        return mapped.isPresent() && evidence.mapped(opener).equals(mapped);
    }
}
