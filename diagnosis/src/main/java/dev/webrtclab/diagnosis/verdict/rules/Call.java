package dev.webrtclab.diagnosis.verdict.rules;

import dev.webrtclab.diagnosis.verdict.Stage;
import dev.webrtclab.diagnosis.verdict.StageReport.Result;
import dev.webrtclab.diagnosis.verdict.evidence.End;
import dev.webrtclab.diagnosis.verdict.evidence.Evidence;
import dev.webrtclab.diagnosis.verdict.evidence.Milestones;
import dev.webrtclab.diagnosis.verdict.evidence.Seen;
import dev.webrtclab.diagnosis.verdict.evidence.TriedPair;
import dev.webrtclab.diagnosis.verdict.stages.Stages;
import dev.webrtclab.protocol.signaling.EvidenceEvent.State;
import dev.webrtclab.protocol.signaling.LeaveReason;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A call as the rules look at it.
 *
 * @param stages how far it came
 */
public record Call(Evidence evidence, Milestones milestones, List<Stages.Found> stages) {
    private static final Set<LeaveReason> WANTED =
            EnumSet.of(LeaveReason.LEFT, LeaveReason.STOPPED);

    /** The call of a record. */
    public static Call of(Evidence evidence) {
        return new Call(evidence, new Milestones(evidence), Stages.of(evidence));
    }

    boolean isPassed(Stage stage) {
        return stages.get(stage.ordinal()).result() == Result.PASSED;
    }

    /** Whether media arrived as it should: decoded video, or keys when no video was agreed. */
    boolean wasUp() {
        return isPassed(Stage.FIRST_FRAME) || (!evidence.expectsVideo() && isPassed(Stage.DTLS));
    }

    /** Whether any check was ever answered. */
    boolean hadPath() {
        return isPassed(Stage.CHECKS);
    }

    /** When the ends had each other's descriptions. */
    Optional<Seen<?>> checksBegan() {
        return milestones.checksBegan();
    }

    /**
     * Whether the search for a path is over without one: ICE says so, it had its time, or an end
     * has nothing to search with, which it may know before there is an answer.
     */
    boolean foundNoPath() {
        if (hadPath()) {
            return false;
        }
        return evidence.ends().stream().anyMatch(Call::hasNothingToCheck)
                || checksBegan()
                        .filter(began -> saysFailed() || evidence.hasWaitedSince(began.at()))
                        .isPresent();
    }

    /** Relayed paths only are allowed, and gathering is over without a relayed address. */
    private static boolean hasNothingToCheck(End end) {
        return end.isRelayOnly()
                && end.gathering().complete().isPresent()
                && !end.gathering().hasRelay();
    }

    /**
     * The state of an end that asked servers and had its time without the end of gathering. A
     * server of which it told nothing until then did not answer.
     */
    Optional<Seen<State>> askedInVain(End end) {
        return end.lastState("gathering")
                .filter(state -> state.what().value().equals("gathering"))
                .filter(state -> evidence.hasWaitedSince(state.at()));
    }

    /** Whether an end, or the service in its name, says that the connection failed. */
    boolean saysFailed() {
        return !evidence.failures().isEmpty()
                || evidence.departure()
                        .filter(seen -> seen.what().left().reason() == LeaveReason.FAILED)
                        .isPresent();
    }

    /** Whether somebody wanted the end of the call. */
    boolean wasStopped() {
        return evidence.departure()
                .filter(
                        seen ->
                                seen.what().left().reason() != null
                                        && WANTED.contains(seen.what().left().reason()))
                .isPresent();
    }

    /** The checks of both ends: whether one was answered or arrived anywhere. */
    boolean isSilent() {
        return Stream.of(evidence.caller(), evidence.callee())
                .map(End::checks)
                .noneMatch(
                        checks -> checks.isUp() || checks.answered() > 0 || checks.arrived() > 0);
    }

    /**
     * Whether a relayed address was known to both ends: one has it, and the other formed a pair
     * with it, as far as its pairs are known.
     */
    boolean hasSharedRelay() {
        for (End end : evidence.ends()) {
            List<TriedPair> others = evidence.other(end).pairs();
            if (end.gathering().hasRelay()
                    && (others.isEmpty()
                            || others.stream()
                                    .anyMatch(pair -> "relay".equals(pair.last().remoteType())))) {
                return true;
            }
        }
        return false;
    }
}
