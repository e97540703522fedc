package dev.webrtclab.natprobe.nat;

import dev.webrtclab.natprobe.nat.Observation.Answer;
import dev.webrtclab.natprobe.nat.Observation.Refusal;
import dev.webrtclab.natprobe.nat.Question.Test;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The observations of one probe, indexed for the rules. */
record Evidence(Endpoint server, List<Observation> observations) {

    /** What the latest round of this test gave; empty while none has. */
    Optional<Observation> of(Test test) {
        return observations.stream()
                .filter(seen -> seen.question().test() == test)
                .max(Comparator.comparingInt(seen -> seen.question().round()));
    }

    boolean settled(Test test) {
        return of(test).isPresent();
    }

    Optional<Answer> answer(Test test) {
        return of(test).filter(Answer.class::isInstance).map(Answer.class::cast);
    }

    /** The answer, if it came from where it should have come from. */
    Optional<Answer> honestAnswer(Test test) {
        return answer(test)
                .filter(
                        answer ->
                                expectedSource(answer.question())
                                        .filter(answer.from()::equals)
                                        .isPresent());
    }

    /** The address as mapped in an honest answer. */
    Optional<Endpoint> mapped(Test test) {
        return honestAnswer(test).flatMap(answer -> Optional.ofNullable(answer.mapped()));
    }

    /**
     * Where an answer to this question has to come from; empty while the other address is unknown.
     */
    Optional<Endpoint> expectedSource(Question question) {
        return switch (question.test().change()) {
            case NONE -> Optional.of(question.server());
            case PORT -> otherAddress().find().map(other -> server.withPort(other.port()));
            case ADDRESS_AND_PORT -> otherAddress().find();
        };
    }

    /** OTHER-ADDRESS of (A, p1), when it really is another one. */
    Finding<Endpoint> otherAddress() {
        Optional<Answer> primary = honestAnswer(Test.MAPPING_PRIMARY);
        if (primary.isEmpty()) {
            return Finding.unknown(UnknownReason.OTHER_ADDRESS_MISSING, "server", server);
        }
        Endpoint other = primary.get().otherAddress();
        if (other == null) {
            return Finding.unknown(UnknownReason.OTHER_ADDRESS_MISSING, "server", server);
        }
        if (other.sameAddress(server)
                || other.port() == server.port()
                || other.family() != server.family()) {
            return new Finding.Unknown<>(
                    UnknownReason.OTHER_ADDRESS_NOT_DIFFERENT,
                    java.util.Map.of("server", server.toString(), "other", other.toString()));
        }
        return Finding.known(other);
    }

    Stream<Answer> answers() {
        return observations.stream().filter(Answer.class::isInstance).map(Answer.class::cast);
    }

    /** Answers whose source is the one the request went to or asked for. */
    Stream<Answer> honestAnswers() {
        return answers()
                .filter(
                        answer ->
                                expectedSource(answer.question())
                                        .filter(answer.from()::equals)
                                        .isPresent());
    }

    /** Whether a STUN response came to this question, whatever it said. */
    boolean heard(Test test) {
        return of(test).filter(seen -> seen instanceof Answer || seen instanceof Refusal)
                .isPresent();
    }

    /** Whether any STUN response came over UDP, whatever it said. */
    boolean heardOverUdp() {
        return observations.stream()
                .filter(seen -> !seen.question().test().overTcp())
                .anyMatch(seen -> seen instanceof Answer || seen instanceof Refusal);
    }

    /** The shortest time from first send to answer over UDP: never below the true round trip. */
    Optional<Duration> roundTrip() {
        return answers()
                .filter(answer -> !answer.question().test().overTcp())
                .map(
                        answer ->
                                answer.roundTrip()
                                        .plusMillis(
                                                answer.question()
                                                        .patience()
                                                        .sentAfterMs(answer.attempt())))
                .min(Comparator.naturalOrder());
    }
}
